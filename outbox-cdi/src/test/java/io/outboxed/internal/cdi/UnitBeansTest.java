package io.outboxed.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.OutboxUnit;
import io.outboxed.Outboxed;
import io.outboxed.inbox.Idempotent;
import io.outboxed.inbox.MessageId;
import io.outboxed.spi.ActiveConfig;
import io.outboxed.spi.PerUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What belongs to one of several outboxes knows that one only. */
class UnitBeansTest {
    private static final Annotation MAIN = Default.Literal.INSTANCE;
    private static final Annotation AUDIT = OutboxUnit.Literal.of("audit");

    @PerUnit
    @ApplicationScoped
    public static class Part {
        private final String unit;

        /** For proxies. */
        Part() {
            unit = null;
        }

        @Inject
        Part(ActiveConfig config) {
            unit = config.unit();
        }

        String unit() {
            return unit;
        }
    }

    public interface Extra {}

    @Dependent
    public static class ForAll implements Extra {}

    @Dependent
    @OutboxUnit("audit")
    public static class ForAudit implements Extra {}

    @PerUnit
    @ApplicationScoped
    public static class Whole {
        static final List<String> CLOSED = new ArrayList<>();

        @Inject
        private Part part;

        @Inject
        @Any
        private Instance<Extra> extras;

        @Inject
        private ActiveConfig config;

        List<Extra> extras() {
            return Prioritized.list(extras, config.unit());
        }

        @Produces
        @Dependent
        @Named("made")
        StringBuilder made() {
            return new StringBuilder(part.unit());
        }

        void close(@Disposes @Named("made") StringBuilder made) {
            CLOSED.add(made.toString());
        }
    }

    @ApplicationScoped
    public static class Ears {
        static final List<String> ALL = new ArrayList<>();
        static final List<String> OF_AUDIT = new ArrayList<>();

        void hear(@Observes String event) {
            ALL.add(event);
        }

        void hearAudit(@Observes @OutboxUnit("audit") String event) {
            OF_AUDIT.add(event);
        }
    }

    @ApplicationScoped
    public static class Misspelt {
        @Outboxed(destination = "d", unitName = "adit")
        public String publishes() {
            return "";
        }

        @Idempotent(unitName = "oudit")
        public void consumes(@MessageId String id) {}
    }

    @BeforeEach
    void name() {
        System.setProperty("outbox.units", "audit,stock");
    }

    @AfterEach
    void forget() {
        System.clearProperty("outbox.units");
        Whole.CLOSED.clear();
        Ears.ALL.clear();
        Ears.OF_AUDIT.clear();
    }

    private static WeldContainer deploy(Class<?>... more) {
        return new Weld()
                .disableDiscovery()
                .addExtension(new OutboxExtension())
                .addBeanClasses(Part.class, Whole.class, ForAll.class, ForAudit.class, Ears.class)
                .addBeanClasses(ActiveConfigBean.class, RefusedDeploymentsTest.EjbOfAServer.class)
                .addBeanClasses(more)
                .initialize();
    }

    @Test
    void parts_of_an_outbox_get_those_of_the_same() {
        try (WeldContainer container = deploy()) {
            for (String unit : List.of("", "audit", "stock")) {
                Whole whole =
                        container.select(Whole.class, UnitQualifier.of(unit)).get();
                assertThat(whole.made()).hasToString(unit);
                assertThat(container
                                .select(ActiveConfig.class, UnitQualifier.of(unit))
                                .get()
                                .units())
                        .containsExactly("audit", "stock");
            }
        }
    }

    @Test
    void what_is_looked_up_late_is_of_the_same_outbox_too() {
        try (WeldContainer container = deploy(Late.class)) {
            assertThat(container.select(Late.class, MAIN).get().unit()).isEmpty();
            assertThat(container.select(Late.class, AUDIT).get().unit()).isEqualTo("audit");
        }
    }

    @PerUnit
    @ApplicationScoped
    public static class Late {
        @Inject
        private Instance<Part> parts;

        String unit() {
            return parts.get().unit();
        }
    }

    @Test
    void beans_of_an_application_serve_all_outboxes_or_the_one_that_they_name() {
        try (WeldContainer container = deploy()) {
            assertThat(container.select(Whole.class, MAIN).get().extras()).hasExactlyElementsOfTypes(ForAll.class);
            assertThat(container.select(Whole.class, AUDIT).get().extras())
                    .hasOnlyElementsOfTypes(ForAll.class, ForAudit.class)
                    .hasSize(2);
        }
    }

    @Test
    void events_of_a_further_outbox_bear_its_name() {
        try (WeldContainer container = deploy(Speaker.class)) {
            container.select(Speaker.class, MAIN).get().say("main");
            container.select(Speaker.class, AUDIT).get().say("audit");

            assertThat(Ears.ALL).containsExactly("main", "audit");
            assertThat(Ears.OF_AUDIT).containsExactly("audit");
        }
    }

    @PerUnit
    @ApplicationScoped
    public static class Speaker {
        @Inject
        private Event<String> events;

        void say(String text) {
            events.fire(text);
        }
    }

    @Test
    void what_is_produced_for_an_outbox_is_disposed_of_by_it() {
        try (WeldContainer container = deploy()) {
            Instance<StringBuilder> made = container.select(StringBuilder.class, AUDIT);
            made.destroy(made.get());

            assertThat(Whole.CLOSED).containsExactly("audit");
        }
    }

    @Test
    void unit_without_an_outbox_stops_the_deployment() {
        assertThatThrownBy(() -> deploy(Misspelt.class))
                .hasMessageContaining("OUTBOX-1021")
                .hasMessageContaining("'adit'")
                .hasMessageContaining("'oudit'")
                .hasMessageContaining("audit, stock");
    }

    @Test
    void bad_names_stop_the_deployment() {
        System.setProperty("outbox.units", "audit,audit");

        assertThatThrownBy(() -> deploy()).hasMessageContaining("OUTBOX-1020");
    }
}

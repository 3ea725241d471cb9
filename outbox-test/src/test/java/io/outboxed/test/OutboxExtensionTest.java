package io.outboxed.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.outboxed.OutboxConfig;
import io.outboxed.spi.ActiveConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import javax.management.ObjectName;
import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.jboss.weld.junit5.auto.EnableAutoWeld;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The extension in the kinds of tests that there are. */
class OutboxExtensionTest {

    private static Events run(Class<?> test) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.conditions.deactivate", "org.junit.*DisabledCondition")
                .selectors(selectClass(test))
                .execute()
                .testEvents();
    }

    /** Chains without an ending that nothing meets; run by the tests below. */
    @EnableAutoWeld
    @ExtendWith(OutboxExtension.class)
    static class Unmet {
        @Inject
        private TestOutbox outbox;

        @Test
        void looks() {
            outbox.published(OrderPlaced.class).withKey("42");
        }
    }

    @EnableWeld
    @ExtendWith(OutboxExtension.class)
    static class UnmetInAField {
        private final TestOutbox outbox = TestOutbox.create();

        @WeldSetup
        private final WeldInitiator weld = WeldInitiator.of(OutboxWeld.with(outbox));

        @Test
        void looks() {
            outbox.published(OrderPlaced.class).withKey("42");
        }
    }

    @ExtendWith(OutboxExtension.class)
    static class UnmetParameter {
        @Test
        void looks(TestOutbox outbox) {
            outbox.published(OrderPlaced.class).withKey("42");
        }
    }

    @ExtendWith(OutboxExtension.class)
    static class FailedAlready {
        @Test
        void looks(TestOutbox outbox) {
            outbox.published(OrderPlaced.class).withKey("42");
            throw new IllegalStateException("for another reason");
        }
    }

    @Test
    void chainWithoutAnEnding_failsTheTest() {
        for (Class<?> kind : new Class<?>[] {Unmet.class, UnmetInAField.class, UnmetParameter.class}) {
            run(kind)
                    .assertThatEvents()
                    .haveExactly(
                            1,
                            event(
                                    test("looks"),
                                    finishedWithFailure(message(text -> text.contains(
                                            "Expected at least 1 published OrderPlaced, with key \"42\"")))));
        }
    }

    @Test
    void testThatHasFailed_failsForItsOwnReason() {
        run(FailedAlready.class)
                .assertThatEvents()
                .haveExactly(1, event(test("looks"), finishedWithFailure(message("for another reason"))));
    }

    @Test
    void containers_leaveNothingBehind() throws Exception {
        run(UnmetParameter.class);
        run(Unmet.class);
        assertThat(ManagementFactory.getPlatformMBeanServer()
                        .queryNames(new ObjectName("io.outboxed:type=Outbox,*"), null))
                .isEmpty();
    }

    @Nested
    @EnableAutoWeld
    class WithSettings {
        @RegisterExtension
        private final OutboxExtension extension = OutboxExtension.with(settings -> settings.lanes(3));

        @Inject
        private ActiveConfig config;

        @Inject
        private TestOutbox outbox;

        @Test
        void settings_areThoseOfTheTest() {
            assertThat(config.get().lanes()).isEqualTo(3);
            assertThat(outbox.config()).isSameAs(config.get());
        }
    }

    @Nested
    @EnableAutoWeld
    @ExtendWith(OutboxExtension.class)
    class WithTheApplicationsSettings {

        @ApplicationScoped
        static class Settings {
            @Produces
            OutboxConfig config() {
                return OutboxConfig.builder().lanes(5).build();
            }
        }

        @Inject
        private Settings settings;

        @Inject
        private ActiveConfig config;

        @Test
        void settings_areThoseOfTheApplication() {
            assertThat(settings).isNotNull();
            assertThat(config.get().lanes()).isEqualTo(5);
        }
    }

    @Nested
    @EnableAutoWeld
    @ExtendWith(OutboxExtension.class)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class WithOneContainerForAll {
        @Inject
        private Orders orders;

        @Inject
        private TestOutbox outbox;

        @Test
        @Order(1)
        void outbox_isThere() {
            orders.place("1");
            outbox.published(OrderPlaced.class).once();
        }

        @Test
        @Order(2)
        void outbox_isStillTheSame() {
            outbox.published(OrderPlaced.class).once();
        }
    }

    @Nested
    @EnableAutoWeld
    class WithoutTheExtension {
        @Test
        void container_hasNoOutbox(jakarta.enterprise.inject.spi.BeanManager beans) {
            assertThat(beans.getBeans(TestOutbox.class)).isEmpty();
        }
    }
}

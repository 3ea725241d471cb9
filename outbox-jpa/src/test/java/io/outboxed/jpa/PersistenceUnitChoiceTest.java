package io.outboxed.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.OutboxConfig;
import io.outboxed.spi.ActiveConfig;
import io.outboxed.spi.BlindBeanManager;
import io.outboxed.spi.EntityOperations;
import io.outboxed.spi.OutboxStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deployments with any number of persistence units, and which of them holds the outbox. */
class PersistenceUnitChoiceTest {

    @TempDir
    Path folder;

    @Test
    void onlyUnit_isTaken() throws Exception {
        deploy("", units("orders"), container -> {
            assertThat(source(container).unit()).isEqualTo("orders");
            assertThat(source(container).get()).hasToString("orders");
        });
    }

    @Test
    void oneOfSeveralUnits_isTakenAsConfigured() throws Exception {
        deploy("stock", units("orders", "stock"), container -> {
            assertThat(source(container).unit()).isEqualTo("stock");
            assertThat(source(container).get()).hasToString("stock");
        });
    }

    @Test
    void onlyUnitWithTheMappingFile_isTakenOfSeveral() throws Exception {
        String mapped =
                "<persistence-unit name='stock'><mapping-file>META-INF/outbox-orm.xml</mapping-file></persistence-unit>";

        deploy(
                "",
                units("orders").replace("</persistence>", mapped + "</persistence>"),
                container -> assertThat(source(container).unit()).isEqualTo("stock"));
        assertThatThrownBy(() -> deploy(
                        "",
                        "<persistence>" + mapped + mapped.replace("stock", "orders") + "</persistence>",
                        container -> {}))
                .hasMessageContaining("OUTBOX-1102");
    }

    @Test
    void severalUnits_stopTheDeploymentWithTheirNamesAndTheRemedies() {
        assertThatThrownBy(() -> deploy("", units("orders", "stock"), container -> {}))
                .hasMessageContainingAll(
                        "OUTBOX-1102", "orders, stock", "outbox.persistence-unit", "@OutboxPersistenceUnit");
    }

    @Test
    void noUnit_stopsTheDeployment() {
        assertThatThrownBy(() -> deploy("", "", container -> {})).hasMessageContaining("OUTBOX-1101");
    }

    @Test
    void unknownUnit_stopsTheDeploymentWithTheKnownOnes() {
        assertThatThrownBy(() -> deploy("oders", units("orders", "stock"), container -> {}))
                .hasMessageContainingAll("OUTBOX-1103", "'oders'", "orders, stock");
    }

    @Test
    void unreadableFile_stopsTheDeployment() {
        assertThatThrownBy(() -> deploy("", "<persistence>", container -> {})).hasMessageContaining("OUTBOX-1105");
    }

    @Test
    void entityManagerThatTheApplicationProduces_wins() throws Exception {
        deploy(
                "",
                units("orders", "stock"),
                container -> assertThat(source(container).get()).hasToString("chosen by the application"),
                Producer.class);
    }

    @Test
    void severalProducers_stopTheDeployment() {
        assertThatThrownBy(() -> deploy("", units("a"), container -> {}, Producer.class, OtherProducer.class))
                .hasMessageContaining("OUTBOX-1104");
    }

    @Test
    void whereTheExtensionFindsNoBeans_theChoiceIsTheSame() throws Exception {
        deploy(
                new BlindExtension(),
                "",
                units("a"),
                container -> assertThat(source(container).unit()).isEqualTo("a"));
        assertThatThrownBy(() -> deploy(new BlindExtension(), "", units("a", "b"), container -> {}))
                .hasMessageContaining("OUTBOX-1102");
        deploy(new BlindExtension(), "", units("a", "b"), container -> {}, Producer.class);
    }

    /** As on Payara. */
    private static final class BlindExtension extends PersistenceUnitExtension {
        @Override
        void reportProblems(@Observes AfterDeploymentValidation event, BeanManager beans) {
            super.reportProblems(event, BlindBeanManager.of(beans));
        }
    }

    @Test
    void mainOutbox_isInNoneOfTheUnitsThatHaveOneBesideIt() {
        PersistenceXml.Units units =
                new PersistenceXml.Units(Set.of("orders", "audit"), Set.of("orders", "audit"), Set.of());

        assertThat(ChosenUnit.choose(config("", "", "audit"), units)).isEqualTo("orders");
        assertThat(ChosenUnit.choose(config("", "orders", "audit"), units)).isEqualTo("orders");
        assertThat(ChosenUnit.choose(config("audit", "audit", "audit"), units)).isEqualTo("audit");
        assertThatThrownBy(() -> ChosenUnit.choose(config("", "audit", "audit"), units))
                .hasMessageContainingAll("OUTBOX-1107", "'audit'");
        assertThatThrownBy(() -> ChosenUnit.choose(config("", "", "audit", "orders"), units))
                .hasMessageContaining("OUTBOX-1107");
        assertThatThrownBy(() -> ChosenUnit.choose(config("adit", "adit", "adit"), units))
                .hasMessageContainingAll("OUTBOX-1103", "outbox.units names 'adit'", "audit, orders");
    }

    private static ActiveConfig config(String unit, String configured, String... furtherOutboxes) {
        return new ActiveConfig() {
            @Override
            public OutboxConfig get() {
                return OutboxConfig.builder().persistenceUnit(configured).build();
            }

            @Override
            public String unit() {
                return unit;
            }

            @Override
            public Set<String> units() {
                return Set.of(furtherOutboxes);
            }
        };
    }

    @Test
    void storeAndEntityOperations_areBeans() throws Exception {
        deploy("", units("orders"), container -> {
            assertThat(container.select(OutboxStore.class).isResolvable()).isTrue();
            assertThat(container.select(EntityOperations.class).isResolvable()).isTrue();
        });
    }

    @ApplicationScoped
    static class Producer {
        @Produces
        @OutboxPersistenceUnit
        EntityManager entityManager = UnitDeployment.entityManager("chosen by the application");
    }

    @ApplicationScoped
    static class OtherProducer {
        @Produces
        @OutboxPersistenceUnit
        EntityManager entityManager = UnitDeployment.entityManager("another one");
    }

    private static EntityManagerSource source(WeldContainer container) {
        return container.select(EntityManagerSource.class).get();
    }

    private static String units(String... names) {
        StringBuilder xml = new StringBuilder("<persistence>");
        for (String name : names) {
            xml.append("<persistence-unit name='").append(name).append("'/>");
        }
        return xml.append("</persistence>").toString();
    }

    private void deploy(String configuredUnit, String persistenceXml, Consumer<WeldContainer> test, Class<?>... beans)
            throws Exception {
        deploy(new PersistenceUnitExtension(), configuredUnit, persistenceXml, test, beans);
    }

    private void deploy(
            PersistenceUnitExtension extension,
            String configuredUnit,
            String persistenceXml,
            Consumer<WeldContainer> test,
            Class<?>... beans)
            throws Exception {
        new UnitDeployment(folder, extension, configuredUnit).deploy(persistenceXml, test, beans);
    }
}

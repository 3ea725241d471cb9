package io.outboxed.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.spi.TestNaming;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceContextType;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;

/** The entity managers that an application has for itself, on a server that injects none for the outbox. */
class ContextReferencesTest {
    private static final String HERE = "java:comp/env/" + ContextReferencesTest.class.getName();

    private final EntityManager em = (EntityManager) Proxy.newProxyInstance(
            EntityManager.class.getClassLoader(), new Class<?>[] {EntityManager.class}, (proxy, method, args) -> "em");

    @ApplicationScoped
    static class Unnamed {
        @PersistenceContext
        EntityManager em;

        void it() {} // of which no property's name can be made
    }

    @ApplicationScoped
    static class ByUnit {
        @PersistenceContext(unitName = "stock")
        void setStock(EntityManager em) {}
    }

    @ApplicationScoped
    static class ByName {
        @PersistenceContext(unitName = "stock", name = "persistence/stock")
        EntityManager em;
    }

    @ApplicationScoped
    static class Extended {
        @PersistenceContext(type = PersistenceContextType.EXTENDED)
        EntityManager em;
    }

    @Test
    void referenceWithoutAUnit_isTheOnlyUnits() {
        assertThat(find("orders", Set.of("orders"), HERE + "$Unnamed/em", Unnamed.class))
                .containsSame(em);
        assertThat(find("orders", Set.of("orders", "stock"), HERE + "$Unnamed/em", Unnamed.class))
                .isEmpty();
    }

    @Test
    void referenceWithAUnit_isThatUnits() {
        assertThat(find("stock", Set.of("orders", "stock"), HERE + "$ByUnit/stock", ByUnit.class))
                .containsSame(em);
        assertThat(find("orders", Set.of("orders", "stock"), HERE + "$ByUnit/stock", ByUnit.class))
                .isEmpty();
    }

    @Test
    void referenceWithAName_isFoundByIt() {
        assertThat(find("stock", Set.of("stock"), "java:comp/env/persistence/stock", ByName.class))
                .containsSame(em);
    }

    @Test
    void extendedContext_isNotTaken() {
        assertThat(find("stock", Set.of("stock"), HERE + "$Extended/em", Extended.class))
                .isEmpty();
    }

    @Test
    void referenceThatIsNotBound_isPassedOver() {
        assertThat(find("orders", Set.of("orders"), "java:comp/env/other", Unnamed.class))
                .isEmpty();
    }

    private Optional<EntityManager> find(String unit, Set<String> known, String bound, Class<?> bean) {
        ContextReferences references = new ContextReferences();
        Weld weld = new Weld().disableDiscovery().addBeanClass(bean);
        try (WeldContainer container = weld.initialize();
                TestNaming naming = TestNaming.with(Map.of(bound, em))) {
            references.addAll(container.getBeanManager().createAnnotatedType(bean));
            return references.find(unit, known);
        }
    }
}

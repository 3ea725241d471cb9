package io.outboxed.jpa;

import io.outboxed.OutboxConfig;
import io.outboxed.spi.ActiveConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.function.Consumer;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.jboss.weld.injection.spi.JpaInjectionServices;
import org.jboss.weld.injection.spi.ResourceReference;
import org.jboss.weld.injection.spi.ResourceReferenceFactory;
import org.jboss.weld.injection.spi.helpers.SimpleResourceReference;

/** An application with a {@code persistence.xml}, as a server deploys it, which injects entity managers that show the name of their unit. */
final class UnitDeployment {
    private final Path folder;
    private final PersistenceUnitExtension extension;
    private final String configuredUnit;

    /** With an empty folder for its files. */
    UnitDeployment(Path folder, PersistenceUnitExtension extension, String configuredUnit) {
        this.folder = folder;
        this.extension = extension;
        this.configuredUnit = configuredUnit;
    }

    /** Deploys it, does something with it, and undeploys it. */
    void deploy(String persistenceXml, Consumer<WeldContainer> test, Class<?>... beans) throws Exception {
        if (!persistenceXml.isEmpty()) {
            Path metaInf = Files.createDirectories(folder.resolve("META-INF"));
            Files.writeString(metaInf.resolve("persistence.xml"), persistenceXml);
        }
        OutboxConfig config =
                OutboxConfig.builder().persistenceUnit(configuredUnit).build();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader application =
                new OnlyItsOwnPersistenceXml(folder.toUri().toURL(), before)) {
            Thread.currentThread().setContextClassLoader(application);
            Weld weld = new Weld()
                    .disableDiscovery()
                    .addExtension(extension)
                    .addExtension(new Settings(config))
                    .addBeanClasses(JpaOutboxStore.class, JpaEntityOperations.class, ContainerEntityManager.class)
                    .addBeanClasses(beans)
                    .addServices(new NamedEntityManagers());
            try (WeldContainer container = weld.initialize()) {
                test.accept(container);
            }
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** One that shows this name. */
    static EntityManager entityManager(String name) {
        return (EntityManager) Proxy.newProxyInstance(
                EntityManager.class.getClassLoader(),
                new Class<?>[] {EntityManager.class},
                (proxy, method, args) -> name);
    }

    /** Stands for outbox-cdi. */
    private static final class Settings implements Extension {
        private final OutboxConfig config;

        Settings(OutboxConfig config) {
            this.config = config;
        }

        void add(@Observes AfterBeanDiscovery event) {
            event.addBean()
                    .addTransitiveTypeClosure(ActiveConfig.class)
                    .scope(ApplicationScoped.class)
                    .createWith(context -> (ActiveConfig) () -> config);
        }
    }

    /** As in an application: the test's own persistence.xml is not seen. */
    private static final class OnlyItsOwnPersistenceXml extends URLClassLoader {
        OnlyItsOwnPersistenceXml(URL root, ClassLoader parent) {
            super(new URL[] {root}, parent);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.equals("META-INF/persistence.xml") ? findResources(name) : super.getResources(name);
        }
    }

    /** Stands for the server: injects an entity manager that shows the name of its unit. */
    private static final class NamedEntityManagers implements JpaInjectionServices {
        @Override
        public ResourceReferenceFactory<EntityManager> registerPersistenceContextInjectionPoint(InjectionPoint point) {
            String unit =
                    point.getAnnotated().getAnnotation(PersistenceContext.class).unitName();
            return () -> reference(entityManager(unit));
        }

        private static ResourceReference<EntityManager> reference(EntityManager em) {
            return new SimpleResourceReference<>(em);
        }

        @Override
        public ResourceReferenceFactory<EntityManagerFactory> registerPersistenceUnitInjectionPoint(
                InjectionPoint point) {
            throw new UnsupportedOperationException("The outbox takes entity managers, no factory: " + point);
        }

        @Override
        public void cleanup() {}
    }
}

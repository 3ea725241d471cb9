package io.outboxed.jpa;

import io.outboxed.OutboxConfigException;
import io.outboxed.OutboxUnit;
import io.outboxed.Outboxed;
import io.outboxed.inbox.Idempotent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AfterTypeDiscovery;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Registers a {@link UnitHolder} per persistence unit of the application, so that the choice among them can wait for the
 * settings; says at deployment if no choice is possible.
 */
public class PersistenceUnitExtension implements Extension {
    private final ContextReferences references = new ContextReferences();
    private final MessageDrivenBeans messageDriven = new MessageDrivenBeans();
    private PersistenceXml.Units units = PersistenceXml.Units.NONE;
    private OutboxConfigException unreadable;
    private final List<Bean<ContainerEntityManager>> sources = new ArrayList<>();

    /** For the container. */
    public PersistenceUnitExtension() {}

    <T> void noteReferences(@Observes @WithAnnotations(PersistenceContext.class) ProcessAnnotatedType<T> event) {
        if (event.getAnnotatedType().getJavaClass() != UnitHolder.class) {
            references.addAll(event.getAnnotatedType());
        }
    }

    void noteMessageDriven(
            @Observes @WithAnnotations({Idempotent.class, Outboxed.class}) ProcessAnnotatedType<?> event) {
        messageDriven.add(event.getAnnotatedType());
    }

    void registerHolders(@Observes AfterTypeDiscovery event) {
        try {
            units = PersistenceXml.units(Thread.currentThread().getContextClassLoader());
        } catch (OutboxConfigException e) {
            unreadable = e;
            return;
        }
        for (String unit : units.all()) {
            event.addAnnotatedType(UnitHolder.class, UnitHolder.class.getName() + "#" + unit)
                    .add(ApplicationScoped.Literal.INSTANCE)
                    .add(new UnitNamed.Literal(unit))
                    .filterFields(field -> field.getJavaMember().getType() == EntityManager.class)
                    .forEach(field -> field.add(new PersistenceContextLiteral(unit)));
        }
    }

    /** Kept, because on Payara and GlassFish an extension's bean manager finds no bean of the application. */
    void keepSource(@Observes ProcessManagedBean<ContainerEntityManager> event) {
        sources.add(event.getBean());
    }

    void reportProblems(@Observes AfterDeploymentValidation event, BeanManager beans) {
        for (Bean<ContainerEntityManager> source : sources) {
            try {
                EntityManagerSource found = (EntityManagerSource)
                        beans.getReference(source, EntityManagerSource.class, beans.createCreationalContext(source));
                checkDatasource(found.unit(), outboxOf(source)).ifPresent(event::addDeploymentProblem);
            } catch (OutboxConfigException e) {
                event.addDeploymentProblem(e);
            } catch (RuntimeException e) {
                // The settings cannot be read, which outbox-cdi's extension reports.
            }
        }
    }

    /** There a message-driven bean's own transaction spoils the pool of {@code java:comp/DefaultDataSource}, with or without an outbox. */
    private Optional<OutboxConfigException> checkDatasource(String unit, String outbox) {
        Set<String> beans = messageDriven.using(outbox);
        return !beans.isEmpty() && units.onDefaultDatasource().contains(unit) && GlassFish.isHere()
                ? Optional.of(JpaErrors.defaultDatasource(unit, beans))
                : Optional.empty();
    }

    /** Empty for the main one. */
    private static String outboxOf(Bean<?> source) {
        return source.getQualifiers().stream()
                .filter(OutboxUnit.class::isInstance)
                .map(qualifier -> ((OutboxUnit) qualifier).value())
                .findAny()
                .orElse("");
    }

    /** What the application injects into its own beans. */
    ContextReferences references() {
        return references;
    }

    /**
     * The units found.
     *
     * @throws OutboxConfigException if a {@code persistence.xml} cannot be read
     */
    PersistenceXml.Units units() {
        if (unreadable != null) {
            throw unreadable;
        }
        return units;
    }
}

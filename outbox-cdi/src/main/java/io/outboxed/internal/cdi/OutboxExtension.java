package io.outboxed.internal.cdi;

import io.outboxed.OutboxConfigException;
import io.outboxed.Outboxed;
import io.outboxed.inbox.Idempotent;
import io.outboxed.internal.Causes;
import io.outboxed.internal.DeploymentErrors;
import io.outboxed.internal.config.Units;
import io.outboxed.internal.relay.NewTransaction;
import io.outboxed.spi.ActiveConfig;
import io.outboxed.spi.InboxStore;
import io.outboxed.spi.OutboxEnvironment;
import io.outboxed.spi.PerUnit;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AfterTypeDiscovery;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.ProcessSessionBean;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.enterprise.inject.spi.configurator.AnnotatedMethodConfigurator;
import jakarta.enterprise.inject.spi.configurator.AnnotatedTypeConfigurator;
import jakarta.interceptor.Interceptor;
import jakarta.transaction.Transactional;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Gives {@link Outboxed} and {@link Idempotent} beans their transaction, and reports everything that is wrong with them at once. */
public class OutboxExtension implements Extension {
    private static final String MESSAGE_DRIVEN = "jakarta.ejb.MessageDriven";
    private static final Set<String> EJB_ANNOTATIONS =
            Set.of("jakarta.ejb.Stateless", "jakarta.ejb.Stateful", "jakarta.ejb.Singleton", MESSAGE_DRIVEN);

    private final List<OutboxConfigException> problems = new ArrayList<>();
    private final List<Bean<ActiveConfigBean>> configs = new ArrayList<>();
    private final UnitBeans unitBeans = new UnitBeans();
    private Set<String> units = Set.of();
    private final IdempotentInspection consumers = new IdempotentInspection();
    private boolean hasTransactions;
    private boolean hasInbox;

    /** {@code @Outboxed} and {@code @Idempotent} imply {@code @Transactional(REQUIRED)} where a CDI bean says nothing else. */
    <T> void implyTransaction(
            @Observes @WithAnnotations({Outboxed.class, Idempotent.class}) ProcessAnnotatedType<T> event,
            BeanManager beanManager) {
        AnnotatedType<T> type = event.getAnnotatedType();
        // An interceptor carries its annotation too: with a second binding it would no longer apply to EJBs, which lack
        // that one.
        if (isEjb(type) || type.isAnnotationPresent(Interceptor.class) || isTransactional(type, beanManager)) {
            return;
        }
        AnnotatedTypeConfigurator<T> configurator = event.configureAnnotatedType();
        if (needsTransaction(type)) {
            configurator.add(new ImpliedTransactional());
            return;
        }
        for (AnnotatedMethodConfigurator<? super T> method : configurator.methods()) {
            if (needsTransaction(method.getAnnotated())
                    && !method.getAnnotated().isAnnotationPresent(Transactional.class)) {
                method.add(new ImpliedTransactional());
            }
        }
    }

    private static boolean needsTransaction(Annotated annotated) {
        return annotated.isAnnotationPresent(Outboxed.class) || annotated.isAnnotationPresent(Idempotent.class);
    }

    void noteUnitBean(@Observes @WithAnnotations(PerUnit.class) ProcessAnnotatedType<?> event) {
        unitBeans.add(event.getAnnotatedType().getJavaClass());
    }

    /** Each further outbox gets beans of its own. */
    void registerUnits(@Observes AfterTypeDiscovery event, BeanManager beanManager) {
        try {
            units = Units.read();
            unitBeans.register(units, event, beanManager);
        } catch (OutboxConfigException e) {
            problems.add(e);
        }
    }

    /** Kept, because on Payara and GlassFish an extension's bean manager finds no bean of the extension's own jar. */
    void keepConfig(@Observes ProcessManagedBean<ActiveConfigBean> event) {
        configs.add(event.getBean());
    }

    void inspectBean(@Observes ProcessManagedBean<?> event) {
        if (event.getAnnotatedBeanClass() != null) {
            inspect(event.getAnnotatedBeanClass());
        }
    }

    /** It is no bean to CDI. */
    void inspectMessageDriven(@Observes @WithAnnotations(Idempotent.class) ProcessAnnotatedType<?> event) {
        if (has(event.getAnnotatedType(), MESSAGE_DRIVEN::equals)) {
            consumers.inspect(event.getAnnotatedType());
        }
    }

    void inspectEjb(@Observes ProcessSessionBean<?> event) {
        inspect(event.getAnnotatedBeanClass());
    }

    private void inspect(AnnotatedType<?> type) {
        problems.addAll(OutboxedInspection.inspect(type, units));
        consumers.inspect(type);
    }

    /** Kept for the same reason. Without EJBs there are no transactions, and with another store there may be no inbox. */
    void lookForParts(@Observes ProcessBean<?> event) {
        Set<Type> types = event.getBean().getTypes();
        hasTransactions |= types.contains(NewTransaction.class) || types.contains(OutboxEnvironment.class);
        hasInbox |= types.contains(InboxStore.class);
    }

    void report(@Observes AfterDeploymentValidation event, BeanManager beanManager) {
        problems.forEach(event::addDeploymentProblem);
        consumers.problems(units).forEach(event::addDeploymentProblem);
        if (consumers.hasFound() && !hasInbox) {
            event.addDeploymentProblem(DeploymentErrors.noInboxStore());
        }
        for (Bean<ActiveConfigBean> each : configs) {
            try {
                ActiveConfig config = (ActiveConfig)
                        beanManager.getReference(each, ActiveConfig.class, beanManager.createCreationalContext(each));
                if (config.get().relayEnabled() && !hasTransactions) {
                    event.addDeploymentProblem(ServerParts.noEnterpriseBeans());
                }
            } catch (RuntimeException e) {
                event.addDeploymentProblem(ownCause(e));
            }
        }
    }

    /** Our own exception, which the container wraps when it creates a bean; else the given one. */
    private static Throwable ownCause(Throwable failure) {
        return Causes.of(failure)
                .filter(OutboxConfigException.class::isInstance)
                .findFirst()
                .orElse(failure);
    }

    private static boolean isEjb(Annotated type) {
        return has(type, EJB_ANNOTATIONS::contains);
    }

    private static boolean has(Annotated type, Predicate<String> annotation) {
        return type.getAnnotations().stream()
                .anyMatch(a -> annotation.test(a.annotationType().getName()));
    }

    private static boolean isTransactional(Annotated type, BeanManager beanManager) {
        return type.getAnnotations().stream().anyMatch(a -> brings(a.annotationType(), beanManager));
    }

    /** Directly, or by a stereotype or an interceptor binding that carries it. */
    private static boolean brings(Class<? extends Annotation> annotation, BeanManager beanManager) {
        if (annotation == Transactional.class) {
            return true;
        }
        boolean carries = beanManager.isStereotype(annotation) || beanManager.isInterceptorBinding(annotation);
        if (!carries) {
            return false;
        }
        for (Annotation nested : annotation.getAnnotations()) {
            Class<? extends Annotation> type = nested.annotationType();
            if (type != annotation && !type.getName().startsWith("java.") && brings(type, beanManager)) {
                return true;
            }
        }
        return false;
    }
}

package io.outboxed.internal.cdi;

import io.outboxed.OutboxConfigException;
import io.outboxed.Outboxed;
import io.outboxed.internal.Causes;
import io.outboxed.internal.relay.NewTransaction;
import io.outboxed.spi.ActiveConfig;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Gives {@link Outboxed} beans their transaction, and reports everything that is wrong with them at once. */
public class OutboxExtension implements Extension {
    private static final Set<String> EJB_ANNOTATIONS = Set.of(
            "jakarta.ejb.Stateless", "jakarta.ejb.Stateful", "jakarta.ejb.Singleton", "jakarta.ejb.MessageDriven");

    private final List<OutboxConfigException> problems = new ArrayList<>();
    private Bean<ActiveConfigBean> activeConfig;
    private boolean hasTransactions;

    /** {@code @Outboxed} implies {@code @Transactional(REQUIRED)} where a CDI bean says nothing else. */
    <T> void implyTransaction(
            @Observes @WithAnnotations(Outboxed.class) ProcessAnnotatedType<T> event, BeanManager beanManager) {
        AnnotatedType<T> type = event.getAnnotatedType();
        // The interceptor carries @Outboxed too: with a second binding it would no longer apply to EJBs, which lack
        // that one.
        if (isEjb(type) || type.isAnnotationPresent(Interceptor.class) || isTransactional(type, beanManager)) {
            return;
        }
        AnnotatedTypeConfigurator<T> configurator = event.configureAnnotatedType();
        if (type.isAnnotationPresent(Outboxed.class)) {
            configurator.add(new ImpliedTransactional());
            return;
        }
        for (AnnotatedMethodConfigurator<? super T> method : configurator.methods()) {
            if (method.getAnnotated().isAnnotationPresent(Outboxed.class)
                    && !method.getAnnotated().isAnnotationPresent(Transactional.class)) {
                method.add(new ImpliedTransactional());
            }
        }
    }

    /** Kept, because on Payara and GlassFish an extension's bean manager finds no bean of the extension's own jar. */
    void keepConfig(@Observes ProcessManagedBean<ActiveConfigBean> event) {
        activeConfig = event.getBean();
    }

    void inspectBean(@Observes ProcessManagedBean<?> event) {
        if (event.getAnnotatedBeanClass() != null) {
            problems.addAll(OutboxedInspection.inspect(event.getAnnotatedBeanClass()));
        }
    }

    void inspectEjb(@Observes ProcessSessionBean<?> event) {
        problems.addAll(OutboxedInspection.inspect(event.getAnnotatedBeanClass()));
    }

    /** Kept for the same reason. Without EJBs there is none. */
    void lookForTransactions(@Observes ProcessBean<?> event) {
        hasTransactions |= event.getBean().getTypes().contains(NewTransaction.class);
    }

    void report(@Observes AfterDeploymentValidation event, BeanManager beanManager) {
        problems.forEach(event::addDeploymentProblem);
        try {
            ActiveConfig config = (ActiveConfig) beanManager.getReference(
                    activeConfig, ActiveConfig.class, beanManager.createCreationalContext(activeConfig));
            if (config.get().relayEnabled() && !hasTransactions) {
                event.addDeploymentProblem(ServerParts.noEnterpriseBeans());
            }
        } catch (RuntimeException e) {
            event.addDeploymentProblem(ownCause(e));
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
        return type.getAnnotations().stream()
                .anyMatch(a -> EJB_ANNOTATIONS.contains(a.annotationType().getName()));
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

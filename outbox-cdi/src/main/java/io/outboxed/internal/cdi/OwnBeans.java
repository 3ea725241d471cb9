package io.outboxed.internal.cdi;

import io.outboxed.spi.OutboxEnvironment;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterTypeDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.interceptor.Interceptor;
import java.util.List;

/**
 * Brings the beans of this jar where there is an {@link OutboxEnvironment} in a container that looks into no jars, as containers in tests do.
 * A server finds them by itself.
 */
public class OwnBeans implements Extension {
    static final List<Class<?>> BEANS = List.of(
            ActiveConfigBean.class,
            Caller.class,
            CdiTransaction.class,
            DeadLettersBean.class,
            FailedEntries.class,
            IdempotentInterceptor.class,
            InboxBean.class,
            OutboxBean.class,
            OutboxEventObserver.class,
            Outboxes.class,
            OutboxedInterceptor.class,
            Publisher.class,
            RelayBean.class,
            RelayLifecycle.class,
            RetriesBean.class,
            Surroundings.class,
            TransactionRegistry.class,
            Transactions.class);

    private boolean areWanted;
    private boolean areThere;

    void lookForEnvironment(@Observes ProcessAnnotatedType<? extends OutboxEnvironment> event) {
        areWanted = true;
    }

    void lookForBeans(@Observes ProcessAnnotatedType<OutboxBean> event) {
        areThere = true;
    }

    void bring(@Observes AfterTypeDiscovery event, BeanManager beanManager) {
        if (areWanted && !areThere) {
            BEANS.forEach(bean -> event.addAnnotatedType(beanManager.createAnnotatedType(bean), bean.getName()));
            enable(event.getInterceptors(), IdempotentInterceptor.class);
            enable(event.getInterceptors(), OutboxedInterceptor.class);
        }
    }

    /** By hand, at its place: Weld has collected those with a priority before. */
    private static void enable(List<Class<?>> interceptors, Class<?> interceptor) {
        int place = 0;
        while (place < interceptors.size() && priority(interceptors.get(place)) <= priority(interceptor)) {
            place++;
        }
        interceptors.add(place, interceptor);
    }

    private static int priority(Class<?> interceptor) {
        Priority priority = interceptor.getAnnotation(Priority.class);
        return priority == null ? Interceptor.Priority.APPLICATION : priority.value();
    }
}

package io.outboxed.internal.cdi;

import io.outboxed.Outboxed;
import io.outboxed.internal.publish.Results;
import io.outboxed.internal.publish.Routing;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import java.lang.reflect.Method;

/**
 * Publishes what a method returned. Its priority puts it inside the transaction, for CDI beans and EJBs alike.
 *
 * <p>Serializable, as passivating beans demand of their interceptors, and GlassFish of those of all EJBs.
 */
@Outboxed
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class OutboxedInterceptor implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    @SuppressWarnings("serial") // injected is a client proxy, which is serializable
    private Outboxes outboxes;

    @AroundInvoke
    Object publishResult(InvocationContext call) throws Exception {
        Method method = call.getMethod();
        if (method.getReturnType() == void.class) { // annotated on the type
            return call.proceed();
        }
        Outboxed outboxed = annotation(method, call.getTarget().getClass());
        Publisher publisher = outboxes.publisher(outboxed.unitName());
        publisher.requireTransaction(method);
        Object result = call.proceed();
        Routing routing = Routing.of(outboxed);
        return publisher.orRollBack(() -> {
            Results results = Results.of(result);
            if (!results.messages().isEmpty()) {
                publisher.publish(results.messages(), routing);
            }
            return results.result();
        });
    }

    private static Outboxed annotation(Method method, Class<?> target) {
        Outboxed onMethod = method.getAnnotation(Outboxed.class);
        return onMethod != null ? onMethod : target.getAnnotation(Outboxed.class);
    }
}

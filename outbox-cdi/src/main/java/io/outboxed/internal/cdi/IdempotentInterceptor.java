package io.outboxed.internal.cdi;

import io.outboxed.inbox.Idempotent;
import io.outboxed.internal.inbox.IdempotentMethod;
import io.outboxed.internal.inbox.Skipped;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/**
 * Calls a consumer's method for the first delivery of a message only. Its priority puts it inside the transaction, and outside of
 * {@link OutboxedInterceptor}: a message that is skipped publishes nothing.
 *
 * <p>Serializable, as {@link OutboxedInterceptor} is.
 */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE - 10)
class IdempotentInterceptor implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    @SuppressWarnings("serial") // injected is a client proxy, which is serializable
    private Outboxes outboxes;

    @AroundInvoke
    Object skipRepeated(InvocationContext call) throws Exception {
        Method method = call.getMethod();
        Optional<IdempotentMethod> consumer =
                IdempotentMethod.of(method, call.getTarget().getClass());
        if (consumer.isEmpty()) { // annotated on the type
            return call.proceed();
        }
        String unit = consumer.get().unit();
        InboxBean inbox = outboxes.inbox(unit);
        inbox.requireTransaction(method);
        try {
            List<String> names =
                    consumer.get().idNames(outboxes.config(unit).get().inboxMessageId());
            String id = consumer.get().parameter().id(method, call.getParameters(), names);
            if (!inbox.firstTime(consumer.get().name(), id)) {
                return Skipped.result(method.getReturnType());
            }
            return call.proceed();
        } catch (Exception | Error e) {
            inbox.rollBack(); // also for an exception that rolls nothing back: the message was not worked on
            throw e;
        }
    }
}

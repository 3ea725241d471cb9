package io.outboxed.internal.cdi;

import io.outboxed.OutboxEvent;
import io.outboxed.internal.Errors;
import io.outboxed.internal.Log;
import io.outboxed.internal.publish.Routing;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Optional;

/**
 * Publishes CDI events whose class carries {@link OutboxEvent}.
 *
 * <p>It observes every event and looks at its class: event classes need not be beans, nor lie in a bean archive, so an extension
 * may never get to see them, and an event that slips through would be a lost message.
 */
@ApplicationScoped
class OutboxEventObserver {
    private static final ClassValue<Optional<OutboxEvent>> ANNOTATION = new ClassValue<>() {
        @Override
        protected Optional<OutboxEvent> computeValue(Class<?> type) {
            return Optional.ofNullable(type.getAnnotation(OutboxEvent.class));
        }
    };

    @Inject
    private Outboxes outboxes;

    void publish(@Observes @Any @Priority(Interceptor.Priority.LIBRARY_BEFORE) Object event) {
        Optional<OutboxEvent> annotation = ANNOTATION.get(event.getClass());
        if (annotation.isPresent()) {
            Publisher publisher = outboxes.publisher(annotation.get().unitName());
            publisher.requireTransaction(event.getClass());
            publisher.publish(List.of(event), Routing.NONE);
        }
    }

    void refuse(@ObservesAsync @Any Object event) {
        if (ANNOTATION.get(event.getClass()).isPresent()) {
            Log.asynchronousEvent(event.getClass().getName());
            throw Errors.firedAsynchronously(event.getClass());
        }
    }
}

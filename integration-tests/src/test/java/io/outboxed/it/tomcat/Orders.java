package io.outboxed.it.tomcat;

import io.outboxed.Outboxed;
import io.outboxed.inbox.Idempotent;
import io.outboxed.inbox.MessageId;
import jakarta.enterprise.context.ApplicationScoped;

/** Consumes and publishes as on any server. */
@ApplicationScoped
public class Orders {

    /** A message. */
    public record Placed(String id) {}

    /** Once for each id. */
    @Idempotent(consumer = "orders")
    @Outboxed(destination = "orders", key = "id")
    public Placed place(@MessageId String id, boolean fail) {
        if (fail) {
            throw new IllegalStateException("rolled back");
        }
        return new Placed(id);
    }
}

package io.outboxed.it.tomcat;

import io.outboxed.Outboxed;
import jakarta.enterprise.context.ApplicationScoped;

/** Publishes as on any server. */
@ApplicationScoped
public class Orders {

    /** A message. */
    public record Placed(String id) {}

    @Outboxed(destination = "orders", key = "id")
    public Placed place(String id, boolean fail) {
        if (fail) {
            throw new IllegalStateException("rolled back");
        }
        return new Placed(id);
    }
}

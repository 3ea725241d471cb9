package io.outboxed.test;

import io.outboxed.Envelope;
import io.outboxed.Outbox;
import io.outboxed.Outboxed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** An application's bean. */
@ApplicationScoped
public class Orders {

    @Inject
    private Outbox outbox;

    @Outboxed(destination = "orders", key = "orderId")
    public OrderPlaced place(String id) {
        return new OrderPlaced(id, 1);
    }

    @Transactional
    public String publish(String id) {
        return outbox.publish(Envelope.of(new OrderPlaced(id, 2))
                .to("orders")
                .key(id)
                .header("tenant", "acme")
                .build());
    }

    @Transactional
    public void publishAndFail(String id) {
        outbox.publish(Envelope.of(new OrderPlaced(id, 3)).to("orders").build());
        throw new IllegalStateException("refused");
    }
}

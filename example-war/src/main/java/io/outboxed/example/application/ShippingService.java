package io.outboxed.example.application;

import io.outboxed.Outboxed;
import io.outboxed.example.domain.OrderPlaced;
import io.outboxed.example.domain.OrderShipped;
import io.outboxed.example.domain.Shipment;
import io.outboxed.inbox.Idempotent;
import io.outboxed.inbox.MessageId;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;

/** Ships what was ordered: an enterprise bean, to show that the annotations work there just as well. */
@Stateless
public class ShippingService {

    @PersistenceContext
    private EntityManager em;

    /**
     * Ships an order, once for each message: consumed, stored and published in one transaction.
     *
     * @return the news, which becomes a message in the same transaction
     */
    @Idempotent(consumer = "shipping")
    @Outboxed(destination = "shipments", key = "customer")
    public OrderShipped ship(@MessageId String message, OrderPlaced order) {
        Shipment shipment = new Shipment(order.orderId(), Instant.now());
        em.persist(shipment);
        return new OrderShipped(order.orderId(), order.customer(), shipment.id());
    }
}

package io.outboxed.example.application;

import io.outboxed.Outboxed;
import io.outboxed.example.domain.OrderPlaced;
import io.outboxed.example.domain.OrderShipped;
import io.outboxed.example.domain.Shipment;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;

/** Ships what was ordered: an enterprise bean, to show that {@code @Outboxed} works there just as well. */
@Stateless
public class ShippingService {

    @PersistenceContext
    private EntityManager em;

    @Inject
    private Deliveries deliveries;

    /**
     * Ships an order, unless the message has been here before.
     *
     * @return the news, which becomes a message in the same transaction; null for a repeated message, so that nothing does
     */
    @Outboxed(destination = "shipments", key = "customer")
    public OrderShipped ship(ReceivedMessage message, OrderPlaced order) {
        if (deliveries.isRepeated(message, order.orderId())) {
            return null;
        }
        Shipment shipment = new Shipment(order.orderId(), Instant.now());
        em.persist(shipment);
        return new OrderShipped(order.orderId(), order.customer(), shipment.id());
    }
}

package io.outboxed.example.application;

import io.outboxed.example.domain.OrderShipped;
import io.outboxed.example.domain.ShopOrder;
import io.outboxed.inbox.Idempotent;
import io.outboxed.inbox.MessageId;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/**
 * Knows how far each order has come.
 *
 * <p>An enterprise bean, because a consumer calls it: on Payara, the database takes no part in a transaction that CDI's
 * {@code @Transactional} begins under a message-driven bean.
 */
@Stateless
public class OrderTracking {

    @PersistenceContext
    private EntityManager em;

    /** Marks an order as shipped, once for each message. */
    @Idempotent(consumer = "tracking")
    public void shipped(@MessageId String message, OrderShipped event) {
        ShopOrder order = em.find(ShopOrder.class, event.orderId());
        if (order == null) {
            throw new IllegalStateException("Order " + event.orderId() + " was shipped but never placed.");
        }
        order.markShipped();
    }

    /** One order. */
    public Optional<ShopOrder> find(long id) {
        return Optional.ofNullable(em.find(ShopOrder.class, id));
    }

    /** The latest orders, newest first. */
    public List<ShopOrder> latest(int limit) {
        return em.createQuery("select o from ShopOrder o order by o.id desc", ShopOrder.class)
                .setMaxResults(limit)
                .getResultList();
    }
}

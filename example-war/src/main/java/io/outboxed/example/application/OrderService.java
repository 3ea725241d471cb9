package io.outboxed.example.application;

import io.outboxed.Envelope;
import io.outboxed.Outbox;
import io.outboxed.Outboxed;
import io.outboxed.example.domain.CustomerTurn;
import io.outboxed.example.domain.Item;
import io.outboxed.example.domain.NewOrder;
import io.outboxed.example.domain.OrderAnnounced;
import io.outboxed.example.domain.OrderPlaced;
import io.outboxed.example.domain.ShopOrder;
import io.outboxed.example.domain.UnknownItemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Takes orders. */
@ApplicationScoped
public class OrderService {

    @PersistenceContext
    private EntityManager em;

    @Inject
    private Outbox outbox;

    /**
     * Places an order. What it returns is stored as a message in the same transaction: there is no order without its message,
     * and no message without its order. The partner's message, if there is to be one, belongs to that transaction too.
     *
     * @throws UnknownItemException if there is no such item; nothing is stored
     * @throws io.outboxed.example.domain.OutOfStockException if there is too little of it; nothing is stored
     */
    @Outboxed(destination = "orders", key = "customer")
    public OrderPlaced place(NewOrder wanted) {
        takeTurn(wanted);
        return store(wanted);
    }

    /**
     * Places the same order several times, all or none of them. Each one that it returns becomes a message.
     *
     * @throws UnknownItemException if there is no such item; nothing is stored
     * @throws io.outboxed.example.domain.OutOfStockException if there is too little of it for all; nothing is stored
     */
    @Outboxed(destination = "orders", key = "customer")
    public List<OrderPlaced> placeRepeatedly(NewOrder wanted, int times) {
        takeTurn(wanted);
        return Stream.generate(() -> store(wanted)).limit(times).toList();
    }

    private void takeTurn(NewOrder wanted) {
        em.find(CustomerTurn.class, CustomerTurn.slotOf(wanted.customer()), LockModeType.PESSIMISTIC_WRITE);
    }

    private OrderPlaced store(NewOrder wanted) {
        Item item = em.find(Item.class, wanted.item());
        if (item == null) {
            throw new UnknownItemException(wanted.item());
        }
        if (item.isLimited()) {
            em.refresh(item, LockModeType.PESSIMISTIC_WRITE);
        }
        item.take(wanted.quantity());
        ShopOrder order = new ShopOrder(wanted, Instant.now());
        em.persist(order);
        if (wanted.tellPartner()) {
            outbox.publish(Envelope.of(new OrderAnnounced(order.id(), order.customer(), order.item(), order.quantity()))
                    .to(Partner.DESTINATION)
                    .key(order.customer())
                    .build());
        }
        return new OrderPlaced(order.id(), order.customer(), order.item(), order.quantity());
    }
}

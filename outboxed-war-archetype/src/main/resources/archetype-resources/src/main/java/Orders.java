package ${package};

import io.outboxed.Outboxed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/** Takes orders. */
@ApplicationScoped
public class Orders {
    @PersistenceContext
    private EntityManager em;

    /**
     * Stores the order, and what it returns as a message, in one transaction: there is no order without its message, and no
     * message without its order. Messages of one customer are sent in order.
     */
    @Outboxed(destination = "orders", key = "customer")
    public OrderPlaced place(NewOrder wanted) {
        PlacedOrder order = new PlacedOrder(UUID.randomUUID().toString(), wanted);
        em.persist(order);
        return new OrderPlaced(order.id(), order.customer(), order.item());
    }

    @Transactional
    public Optional<OrderView> find(String id) {
        return Optional.ofNullable(em.find(PlacedOrder.class, id))
                .map(order -> new OrderView(
                        order.id(), order.customer(), order.item(), em.find(Shipment.class, order.id()) != null));
    }
}

package ${package};

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/** Ships what was ordered. */
@ApplicationScoped
public class Shipping {
    @PersistenceContext
    private EntityManager em;

    /** Ships once: a message may come twice, after a crash, and then there is nothing left to do. */
    @Transactional
    public void ship(OrderPlaced order) {
        if (em.find(Shipment.class, order.orderId()) == null) {
            em.persist(new Shipment(order.orderId()));
        }
    }
}

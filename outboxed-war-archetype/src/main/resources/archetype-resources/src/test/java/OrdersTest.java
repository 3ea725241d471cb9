package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outboxed.test.OutboxExtension;
import io.outboxed.test.OutboxWeld;
import io.outboxed.test.TestOutbox;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an order publishes, without a server: Outboxed as it is, with a database and a broker in memory. */
@EnableWeld
@ExtendWith(OutboxExtension.class)
class OrdersTest {
    private final TestOutbox outbox = TestOutbox.create();

    @WeldSetup
    private final WeldInitiator weld = WeldInitiator.from(OutboxWeld.with(outbox, Orders.class))
            .setPersistenceContextFactory(point -> entityManagerThatStoresNothing())
            .inject(this)
            .build();

    @Inject
    private Orders orders;

    @Test
    void placedOrder_isPublished_underItsCustomer() {
        OrderPlaced placed = orders.place(new NewOrder("ada", "book"));

        outbox.published(OrderPlaced.class).withKey("ada").toDestination("orders").once();
        assertEquals(placed, outbox.published(OrderPlaced.class).single());
    }

    @Test
    void brokerIsAway_theMessageGoesWhenItIsBack() {
        outbox.faults().brokerDown();
        orders.place(new NewOrder("ada", "book"));
        assertEquals(0, outbox.drain());

        outbox.faults().brokerUp();
        assertEquals(1, outbox.drain());
        assertEquals("ada", outbox.sends().to("orders").single().key());
    }

    private static EntityManager entityManagerThatStoresNothing() {
        return (EntityManager) Proxy.newProxyInstance(
                OrdersTest.class.getClassLoader(),
                new Class<?>[] {EntityManager.class},
                (proxy, method, args) -> null);
    }
}

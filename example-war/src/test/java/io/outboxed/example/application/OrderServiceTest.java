package io.outboxed.example.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.example.domain.Items;
import io.outboxed.example.domain.NewOrder;
import io.outboxed.example.domain.OrderAnnounced;
import io.outboxed.example.domain.OrderPlaced;
import io.outboxed.example.domain.OutOfStockException;
import io.outboxed.test.OutboxExtension;
import io.outboxed.test.OutboxWeld;
import io.outboxed.test.PublishedMessage;
import io.outboxed.test.TestOutbox;
import jakarta.inject.Inject;
import java.util.Map;
import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What placing an order publishes, without a server, a database or a broker. */
@EnableWeld
@ExtendWith(OutboxExtension.class)
class OrderServiceTest {
    private final TestOutbox outbox = TestOutbox.create();
    private final Entities entities =
            new Entities(Map.of("book", Items.item("book", null), "vinyl", Items.item("vinyl", 5)));

    @WeldSetup
    private final WeldInitiator weld = WeldInitiator.from(OutboxWeld.with(outbox, OrderService.class))
            .setPersistenceContextFactory(point -> entities.manager())
            .inject(this)
            .build();

    @Inject
    private OrderService orders;

    private static NewOrder order(String item, int quantity, boolean tellPartner) {
        return new NewOrder("ada", item, quantity, tellPartner);
    }

    @Test
    void placedOrder_isPublished_underItsCustomer() {
        OrderPlaced placed = orders.place(order("book", 1, false));

        outbox.published(OrderPlaced.class)
                .withKey("ada")
                .toDestination("orders")
                .once();
        assertThat(outbox.published(OrderPlaced.class).single()).isEqualTo(placed);
        outbox.published(OrderAnnounced.class).none();
        assertThat(outbox.drain()).isEqualTo(1);
        assertThat(outbox.sends().to("orders").single().properties()).containsEntry("outbox_type", "OrderPlaced");
    }

    @Test
    void refusedOrder_publishesNothing_notEvenToThePartner() {
        assertThatThrownBy(() -> orders.place(order("vinyl", 9, true))).isInstanceOf(OutOfStockException.class);

        outbox.published().none();
        assertThat(outbox.drain()).isZero();
    }

    @Test
    void severalOrders_areAllPlaced_orNone() {
        assertThatThrownBy(() -> orders.placeRepeatedly(order("vinyl", 2, true), 3))
                .isInstanceOf(OutOfStockException.class);
        outbox.published().none();

        orders.placeRepeatedly(order("book", 1, false), 3);
        outbox.published(OrderPlaced.class).withKey("ada").times(3);
    }

    @Test
    void partner_isToldOfTheSameOrder() {
        OrderPlaced placed = orders.place(order("book", 2, true));

        assertThat(outbox.published(OrderAnnounced.class)
                        .toDestination(Partner.DESTINATION)
                        .withKey("ada")
                        .single())
                .isEqualTo(new OrderAnnounced(placed.orderId(), "ada", "book", 2));
    }

    @Test
    void brokerIsDown_andUpAgain_nothingIsLost() {
        outbox.faults().brokerDown();
        orders.place(order("book", 1, false));
        orders.place(order("book", 2, false));
        assertThat(outbox.drain()).isZero();

        outbox.faults().brokerUp();
        assertThat(outbox.drain()).isEqualTo(2);
        assertThat(outbox.sends().withKey("ada").texts())
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"quantity\":1"),
                        second -> assertThat(second).contains("\"quantity\":2"));
    }

    @Test
    void relayDies_afterTheBrokerHasTakenTheMessage_theSameIdComesTwice() {
        outbox.faults().failRelayCommit();
        orders.place(order("book", 1, false));
        PublishedMessage<OrderPlaced> message =
                outbox.published(OrderPlaced.class).message();

        outbox.drain();
        assertThat(outbox.sends().ids())
                .containsExactly(message.envelope().id(), message.envelope().id());
    }
}

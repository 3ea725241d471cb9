package io.outboxed.example.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.example.domain.OrderPlaced;
import io.outboxed.example.domain.OrderShipped;
import io.outboxed.example.domain.Shipment;
import io.outboxed.test.OutboxExtension;
import io.outboxed.test.OutboxWeld;
import io.outboxed.test.TestOutbox;
import jakarta.inject.Inject;
import java.util.Map;
import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An enterprise bean that consumes and publishes. */
@EnableWeld
@ExtendWith(OutboxExtension.class)
class ShippingServiceTest {
    private final TestOutbox outbox = TestOutbox.create();
    private final Entities entities = new Entities(Map.of());

    @WeldSetup
    private final WeldInitiator weld = WeldInitiator.from(OutboxWeld.with(outbox, ShippingService.class))
            .setPersistenceContextFactory(point -> entities.manager())
            .inject(this)
            .build();

    @Inject
    private ShippingService shipping;

    @Test
    void messageThatComesTwice_isShippedOnce_andPublishedOnce() {
        OrderPlaced order = new OrderPlaced(7, "ada", "book", 1);
        shipping.ship("message-1", order);
        shipping.ship("message-1", order);

        assertThat(entities.persisted(Shipment.class)).hasSize(1);
        OrderShipped shipped = outbox.published(OrderShipped.class)
                .withKey("ada")
                .toDestination("shipments")
                .single();
        assertThat(shipped.orderId()).isEqualTo(7);
    }
}

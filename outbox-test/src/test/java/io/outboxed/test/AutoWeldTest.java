package io.outboxed.test;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import org.jboss.weld.junit5.auto.EnableAutoWeld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@EnableAutoWeld
@ExtendWith(OutboxExtension.class)
class AutoWeldTest {

    @Inject
    private Orders orders;

    @Inject
    private TestOutbox outbox;

    @Test
    void injectedBeans_useTheInjectedOutbox() {
        orders.place("42");

        assertThat(outbox.published(OrderPlaced.class).single()).isEqualTo(new OrderPlaced("42", 1));
        assertThat(outbox.drain()).isEqualTo(1);
    }

    @Test
    void parameter_isTheSameOutbox(TestOutbox parameter) {
        assertThat(parameter).isSameAs(outbox);
    }
}

package io.outboxed.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;
import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@EnableWeld
@ExtendWith(OutboxExtension.class)
class WeldJunitTest {

    private final TestOutbox outbox = TestOutbox.create();

    @WeldSetup
    WeldInitiator weld = WeldInitiator.from(OutboxWeld.with(outbox, Orders.class))
            .inject(this)
            .build();

    @Inject
    private Orders orders;

    @Test
    void outboxedMethod_publishesAndSends() {
        orders.place("42");
        outbox.published(OrderPlaced.class)
                .withKey("42")
                .toDestination("orders")
                .once();
        assertThat(outbox.drain()).isEqualTo(1);
        assertThat(outbox.sends().to("orders").single().text()).contains("\"42\"");
    }

    @Test
    void exception_undoesWhatWasPublished() {
        assertThatThrownBy(() -> orders.publishAndFail("42")).hasMessage("refused");
        outbox.published().none();
        assertThat(outbox.drain()).isZero();
    }

    @Test
    void parameter_isTheSameOutbox(TestOutbox parameter) {
        assertThat(parameter).isSameAs(outbox);
    }
}

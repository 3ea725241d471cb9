package io.outboxed.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.Envelope;
import io.outboxed.admin.Relay;
import io.outboxed.it.onejvm.OneJvm;
import jakarta.jms.Message;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages for later, and messages that expire. */
class SchedulingIT {
    private OneJvm server;
    private Bank bank;

    /** With a timer that would come far too late. */
    private void start(Duration idle) throws Exception {
        server = new OneJvm(settings -> settings.busyInterval(idle).idleInterval(idle), Bank.class);
        bank = server.get(Bank.class);
        server.startRelay();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private void awaitCount(String queue, long count) {
        Awaitility.await().until(() -> server.broker().count(queue) >= count);
    }

    @Test
    void message_for_later_is_sent_in_time_without_the_timer() throws Exception {
        start(Duration.ofMinutes(10));
        long before = System.nanoTime();
        bank.publish(Envelope.of("later")
                .to("later")
                .deliverAfter(Duration.ofMillis(700))
                .build());
        bank.publish(Envelope.of("at")
                .to("at")
                .deliverAt(Instant.now().plusMillis(700))
                .build());
        bank.publish(Envelope.of("now").to("now").build());
        awaitCount("now", 1);
        assertThat(server.get(Relay.class).status().store().scheduled()).isEqualTo(2);
        awaitCount("later", 1);
        awaitCount("at", 1);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(700));
    }

    @Test
    void message_whose_time_has_passed_is_sent_at_once() throws Exception {
        start(Duration.ofMinutes(10));
        bank.publish(Envelope.of("past").to("past").deliverAt(Instant.EPOCH).build());

        awaitCount("past", 1);
    }

    @Test
    void message_for_later_comes_behind_what_was_published_meanwhile() throws Exception {
        start(Duration.ofMillis(200));
        bank.publish(Envelope.of("later")
                .to("keyed")
                .key("k")
                .deliverAfter(Duration.ofMillis(500))
                .build());
        bank.publish(Envelope.of("first").to("keyed").key("k").build());
        awaitCount("keyed", 2);

        assertThat(server.texts("keyed")).containsExactly("first", "later");
    }

    @Test
    void message_that_rolls_back_is_never_sent() throws Exception {
        start(Duration.ofMillis(200));
        assertThatThrownBy(() -> server.inTransaction(() -> {
                    bank.publish(Envelope.of("lost")
                            .to("lost")
                            .deliverAfter(Duration.ofHours(1))
                            .build());
                    throw new IllegalStateException("the application failed");
                }))
                .hasMessage("the application failed");

        assertThat(server.get(Relay.class).status().store().scheduled()).isZero();
    }

    @Test
    void expiry_is_the_time_to_live_of_the_message() throws Exception {
        start(Duration.ofMillis(200));
        bank.publish(Envelope.of("x")
                .to("expiring")
                .expiresAfter(Duration.ofHours(1))
                .build());
        awaitCount("expiring", 1);

        Message message = server.broker().receiveAll("expiring").get(0);
        assertThat(message.getJMSExpiration() - System.currentTimeMillis()).isBetween(3_000_000L, 3_600_000L);
    }

    @Test
    void message_that_has_expired_is_dropped_unsent() throws Exception {
        start(Duration.ofMillis(200));
        server.stopRelay();
        bank.publish(Envelope.of("stale")
                .to("stale")
                .expiresAfter(Duration.ofMillis(1))
                .build());
        Instant stored = Instant.now();
        Awaitility.await().until(() -> Instant.now().isAfter(stored.plusMillis(5)));
        server.startRelay();
        Awaitility.await().until(() -> server.get(Relay.class).status().store().ready() == 0);

        assertThat(server.texts("stale")).isEmpty();
    }

    @Test
    void message_that_has_expired_already_is_refused() throws Exception {
        start(Duration.ofMillis(200));
        assertThatThrownBy(() -> bank.publish(Envelope.of("stale")
                        .to("stale")
                        .expiresAt(Instant.now().minusMillis(1))
                        .build()))
                .hasMessageContaining("OUTBOX-2014");
    }
}

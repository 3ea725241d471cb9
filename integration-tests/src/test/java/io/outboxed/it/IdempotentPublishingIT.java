package io.outboxed.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.Envelope;
import io.outboxed.OnDuplicate;
import io.outboxed.Outbox;
import io.outboxed.PublishException;
import io.outboxed.admin.Relay;
import io.outboxed.it.onejvm.OneJvm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages whose ids the application gives. */
class IdempotentPublishingIT {
    private static final UUID ID = UUID.fromString("0190a5b6-0000-7000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("0190a5b6-0000-7000-8000-000000000000");

    private final ExecutorService others = Executors.newCachedThreadPool();
    private OneJvm server;
    private Bank bank;
    private Outbox outbox;

    private void start(Duration retention) throws Exception {
        server = new OneJvm(settings -> settings.retention(retention), Bank.class);
        bank = server.get(Bank.class);
        outbox = server.get(Outbox.class);
        server.startRelay(); // makes the tables
        server.stopRelay();
    }

    @AfterEach
    void stop() throws Exception {
        others.shutdownNow();
        server.close();
    }

    private static Envelope message(UUID id, OnDuplicate onDuplicate) {
        return Envelope.of("m").to("ids").id(id, onDuplicate).build();
    }

    private long stored() {
        return server.get(Relay.class).status().store().ready();
    }

    private String inTransaction(Object message) throws Exception {
        return server.inTransaction(() -> outbox.publish(message));
    }

    @Test
    void second_message_with_an_id_is_refused_and_rolls_its_state_back() throws Exception {
        start(Duration.ZERO);
        Envelope once = Envelope.of("m").to("ids").id(ID).build();
        inTransaction(once);

        assertThatThrownBy(() -> server.inTransaction(() -> {
                    outbox.persist(new Account(1, "ada", 0), once);
                    return null;
                }))
                .isInstanceOf(PublishException.class)
                .hasMessageContainingAll("OUTBOX-2015", ID.toString());

        assertThat(bank.count()).isZero();
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void refused_message_rolls_back_even_if_the_application_swallows_the_error() throws Exception {
        start(Duration.ZERO);
        inTransaction(message(ID, OnDuplicate.REFUSE));
        bank.publishAndSwallow(1, message(ID, OnDuplicate.REFUSE));

        assertThat(bank.count()).isZero();
    }

    @Test
    void second_message_that_is_to_be_ignored_leaves_the_state_and_gives_the_same_id() throws Exception {
        start(Duration.ZERO);
        assertThat(inTransaction(message(ID, OnDuplicate.IGNORE))).isEqualTo(ID.toString());
        String second = server.inTransaction(() -> {
            outbox.persist(new Account(1, "ada", 0), message(ID, OnDuplicate.IGNORE));
            return outbox.publish(message(ID, OnDuplicate.IGNORE));
        });

        assertThat(second).isEqualTo(ID.toString());
        assertThat(bank.count()).isEqualTo(1);
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void duplicates_in_one_call_are_ignored_one_by_one() throws Exception {
        start(Duration.ZERO);
        List<String> ids = server.inTransaction(() -> outbox.publishAll(List.of(
                message(ID, OnDuplicate.IGNORE),
                message(OTHER, OnDuplicate.IGNORE),
                message(ID, OnDuplicate.IGNORE),
                Envelope.of("own id").to("ids").build())));

        assertThat(ids).hasSize(4).startsWith(ID.toString(), OTHER.toString(), ID.toString());
        assertThat(stored()).isEqualTo(3);
    }

    @Test
    void id_is_free_again_after_a_rollback() throws Exception {
        start(Duration.ZERO);
        assertThatThrownBy(() -> server.inTransaction(() -> {
                    outbox.publish(message(ID, OnDuplicate.REFUSE));
                    throw new IllegalStateException("the application failed");
                }))
                .hasMessage("the application failed");

        inTransaction(message(ID, OnDuplicate.REFUSE));
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void id_is_free_again_after_delivery_if_there_is_no_retention() throws Exception {
        start(Duration.ZERO);
        server.startRelay();
        for (int time = 1; time <= 2; time++) {
            inTransaction(message(ID, OnDuplicate.REFUSE));
            int count = time;
            Awaitility.await().until(() -> server.broker().count("ids") == count && stored() == 0);
        }
    }

    @Test
    void id_is_remembered_for_the_retention_after_delivery() throws Exception {
        start(Duration.ofHours(1));
        server.startRelay();
        inTransaction(message(ID, OnDuplicate.REFUSE));
        Awaitility.await().until(() -> server.get(Relay.class).status().store().delivered() == 1);

        assertThatThrownBy(() -> inTransaction(message(ID, OnDuplicate.REFUSE))).hasMessageContaining("OUTBOX-2015");
        assertThat(inTransaction(message(ID, OnDuplicate.IGNORE))).isEqualTo(ID.toString());
        assertThat(server.broker().count("ids")).isEqualTo(1);
    }

    @Test
    void of_two_transactions_at_once_the_second_waits_and_is_refused() throws Exception {
        start(Duration.ZERO);
        Future<String> second = server.inTransaction(() -> {
            outbox.publish(message(ID, OnDuplicate.REFUSE));
            return beginToPublish(ID);
        });

        assertThatThrownBy(() -> second.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasStackTraceContaining("OUTBOX-2015");
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void of_two_transactions_at_once_the_second_goes_through_if_the_first_rolls_back() throws Exception {
        start(Duration.ZERO);
        List<Future<String>> second = new ArrayList<>();
        assertThatThrownBy(() -> server.inTransaction(() -> {
                    outbox.publish(message(ID, OnDuplicate.REFUSE));
                    second.add(beginToPublish(ID));
                    throw new IllegalStateException("the application failed");
                }))
                .hasMessage("the application failed");

        assertThat(second.get(0).get(30, TimeUnit.SECONDS)).isEqualTo(ID.toString());
        assertThat(stored()).isEqualTo(1);
    }

    /** Returns when the other transaction is at its publication, or a little before. */
    private Future<String> beginToPublish(UUID id) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Future<String> publication = others.submit(() -> server.inTransaction(() -> {
            begun.countDown();
            return outbox.publish(message(id, OnDuplicate.REFUSE));
        }));
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        return publication;
    }

    @Test
    void same_ids_in_another_order_never_deadlock() throws Exception {
        start(Duration.ZERO);
        for (int round = 0; round < 30; round++) {
            UUID one = UUID.randomUUID();
            UUID two = UUID.randomUUID();
            Future<?> there = others.submit(() -> server.inTransaction(() ->
                    outbox.publishAll(List.of(message(one, OnDuplicate.IGNORE), message(two, OnDuplicate.IGNORE)))));
            server.inTransaction(() ->
                    outbox.publishAll(List.of(message(two, OnDuplicate.IGNORE), message(one, OnDuplicate.IGNORE))));
            there.get(30, TimeUnit.SECONDS);
        }
        assertThat(stored()).isEqualTo(60);
    }
}

package io.outboxed.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.Envelope;
import io.outboxed.OnDuplicate;
import io.outboxed.StoreException;
import io.outboxed.admin.DeadLetter;
import io.outboxed.admin.EntryFilter;
import io.outboxed.spi.Entry;
import jakarta.transaction.RollbackException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens with each fault, and that nothing is lost by any. */
class FaultsTest {
    private TestOutbox outbox;

    @BeforeEach
    void open() {
        outbox = TestOutbox.start(settings -> settings.lanes(1).retry(retry -> retry.withMaxAttempts(3)));
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    private void publish(String... ids) {
        outbox.inTransaction(() -> {
            for (String id : ids) {
                publishOne("orders", id);
            }
        });
    }

    private String publishOne(String destination, String id) {
        return outbox.outbox()
                .publish(Envelope.of("text of " + id)
                        .to(destination)
                        .key(id)
                        .id(uuid(id), OnDuplicate.IGNORE)
                        .build());
    }

    private static UUID uuid(String id) {
        return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
    }

    /** Keys, one for each message sent; a message that was sent again has the same id. */
    private void assertSent(String... keys) {
        assertThat(outbox.sends().all()).extracting(CapturedSend::key).containsExactly(keys);
        assertThat(outbox.sends().ids())
                .containsExactly(
                        Stream.of(keys).map(key -> uuid(key).toString()).toArray(String[]::new));
    }

    private static Predicate<Entry> key(String key) {
        return entry -> key.equals(entry.key());
    }

    @Test
    void broker_downAndUp_losesNothing_andCountsNoAttempt() {
        outbox.faults().brokerDown();
        publish("a", "b");
        assertThat(outbox.drain()).isZero();
        assertThat(outbox.drain()).isZero();
        assertThat(outbox.relay().outages()).containsOnlyKeys("test's broker");

        outbox.faults().brokerUp();
        assertThat(outbox.drain()).isEqualTo(2);
        assertSent("a", "b");
        assertThat(outbox.sends().all()).extracting(CapturedSend::attempt).containsOnly(1);
        assertThat(outbox.relay().outages()).isEmpty();
    }

    @Test
    void destination_down_holdsUpItsOwnEntriesOnly() {
        outbox.faults().destinationDown("orders");
        outbox.inTransaction(() -> {
            publishOne("orders", "a");
            publishOne("archive", "b");
        });
        assertThat(outbox.drain()).isEqualTo(1);
        assertSent("b");

        outbox.faults().destinationUp("orders");
        assertThat(outbox.drain()).isEqualTo(1);
        assertSent("b", "a");
    }

    @Test
    void failedSend_ofSeveral_isSentAgainAtOnce() {
        outbox.faults().failSend(2);
        publish("a", "b", "c");
        assertThat(outbox.drain()).isEqualTo(3);
        assertSent("a", "b", "c");
        assertThat(outbox.sends().batches()).hasSizeGreaterThan(1);
    }

    @Test
    void failedSend_ofOne_isTriedAgainAfterItsBackOff() {
        outbox.faults().failSend(1);
        publish("a");
        assertThat(outbox.drain()).isZero();
        assertThat(outbox.retries().find(EntryFilter.all(), 10).entries()).hasSize(1);
        assertThat(outbox.advanceToNextDue()).contains(outbox.config().retry().initial());
        assertThat(outbox.drain()).isEqualTo(1);
        assertThat(outbox.sends().single().attempt()).isEqualTo(2);
    }

    @Test
    void failedSend_countsEntriesFromNow() {
        outbox.faults().failSend(3);
        publish("a");
        publish("b");
        outbox.drain();
        publish("c");
        assertThat(outbox.drain()).isZero();
        assertSent("a", "b");
        assertThatThrownBy(() -> outbox.faults().failSend(0)).hasMessage("nth is 0, must be 1 or more");
    }

    @Test
    void lostAcknowledgement_repeatsTheSameId() {
        outbox.faults().loseAcknowledgement();
        publish("a");
        assertThat(outbox.drain()).isZero();
        outbox.advanceToNextDue();
        assertThat(outbox.drain()).isEqualTo(1);
        assertSent("a", "a");
    }

    @Test
    void poison_becomesADeadLetter_andIsSentOnceItIsRedrivenAndWell() {
        outbox.faults().poison(key("b"));
        publish("a", "b", "c");
        assertThat(outbox.drain()).isEqualTo(2);
        while (outbox.advanceToNextDue().isPresent()) {
            outbox.drain();
        }
        assertThat(outbox.failed()).extracting(DeadLetter::key).containsExactly("b");
        assertThat(outbox.failed().get(0).attempts()).isEqualTo(3);

        outbox.faults().clear();
        assertThat(outbox.deadLetters().redrive(uuid("b").toString()).done()).isEqualTo(1);
        assertThat(outbox.drain()).isEqualTo(1);
        assertThat(outbox.failed()).isEmpty();
        assertSent("a", "c", "b");
    }

    @Test
    void refusalForGood_makesADeadLetterAtOnce() {
        outbox.faults().refuseForGood(key("a"));
        publish("a", "b");
        assertThat(outbox.drain()).isEqualTo(1);
        assertThat(outbox.failed()).extracting(DeadLetter::attempts).containsExactly(1);
    }

    @Test
    void slowBroker_letsTimePass() {
        outbox.faults().slow(Duration.ofSeconds(40));
        Instant before = outbox.now();
        publish("a", "b");
        assertThat(outbox.drain()).isEqualTo(2);
        assertThat(outbox.now()).isEqualTo(before.plusSeconds(40));
        assertSent("a", "b");
    }

    @Test
    void database_down_failsPublishersAndStopsTheRelay() {
        publish("a");
        outbox.faults().databaseDown();
        assertThatThrownBy(() -> publish("b")).isInstanceOf(StoreException.class);
        assertThat(outbox.drain()).isZero();
        assertThat(outbox.relay().outages()).containsKey("store");

        outbox.faults().databaseUp();
        assertThat(outbox.drain()).isEqualTo(1);
        assertSent("a");
    }

    @Test
    void database_goingDownBeforeTheCommit_rollsBack() {
        assertThatThrownBy(() -> outbox.inTransaction(() -> {
                    publishOne("orders", "a");
                    outbox.faults().databaseDown();
                }))
                .hasRootCauseInstanceOf(RollbackException.class);
        outbox.published().none();
    }

    @Test
    void commit_thatFails_leavesNothing() {
        outbox.faults().failCommit();
        assertThatThrownBy(() -> publish("a")).hasRootCauseMessage("The transaction has not committed: simulated");
        outbox.published().none();
        assertThat(outbox.drain()).isZero();
        publish("a");
        assertThat(outbox.drain()).isEqualTo(1);
    }

    @Test
    void commit_inDoubt_hasTakenEffect_andThePublisherThatTriesAgainDoesNotDoubleIt() {
        outbox.faults().commitInDoubt();
        assertThatThrownBy(() -> publish("a")).hasMessageContaining("in truth it has committed");
        publish("a");
        assertThat(outbox.drain()).isEqualTo(1);
        assertSent("a");
    }

    @Test
    void relay_dyingAfterTheSend_sendsTheSameAgain() {
        outbox.faults().failRelayCommit();
        publish("a", "b");
        assertThat(outbox.drain()).isEqualTo(2);
        assertSent("a", "b", "a", "b");
    }

    @Test
    void relayCommit_inDoubt_sendsNothingAgain() {
        outbox.faults().relayCommitInDoubt();
        publish("a");
        outbox.drain();
        outbox.drain();
        assertSent("a");
        assertThat(outbox.relay().status().store().ready()).isZero();
    }

    @Test
    void clear_endsAllFaults() {
        Faults faults = outbox.faults();
        faults.brokerDown();
        faults.destinationDown("orders");
        faults.databaseDown();
        faults.failSend(1);
        faults.loseAcknowledgement();
        faults.poison(entry -> true);
        faults.refuseForGood(entry -> true);
        faults.slow(Duration.ofDays(1));
        faults.failCommit();
        faults.failRelayCommit();
        faults.clear();
        publish("a");
        assertThat(outbox.drain()).isEqualTo(1);
        assertSent("a");
    }
}

package io.outboxed.spi;

import static io.outboxed.spi.Envelopes.envelope;
import static io.outboxed.spi.Envelopes.sealed;
import static io.outboxed.spi.Envelopes.text;
import static io.outboxed.spi.Envelopes.timed;
import static io.outboxed.spi.Envelopes.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.outboxed.admin.Backlog;
import io.outboxed.admin.Count;
import io.outboxed.admin.DestinationBacklog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store promises about its look at the backlog. */
abstract class BacklogContract extends KeptEntriesContract {

    private Backlog backlog() {
        List<Backlog> found = new ArrayList<>();
        fixture.inTransaction(() -> {
            found.add(store.backlog());
        });
        return found.get(0);
    }

    private DestinationBacklog only() {
        assertThat(backlog().destinations()).hasSize(1);
        return backlog().destinations().get(0);
    }

    private static Count exactly(long value) {
        return new Count(value, true);
    }

    @Test
    void backlogOfAnEmptyOutbox_isEmpty() {
        assertThat(backlog().destinations()).isEmpty();
        assertThat(backlog().oldestAge()).isZero();
        assertThat(backlog().taken().toEpochMilli()).isGreaterThanOrEqualTo(lane(0).now() - 60_000);
    }

    @Test
    void backlog_tellsEachStateOnItsOwn() {
        append(0, envelope("ready"), envelope("retrying"), envelope("waiting"), envelope("dead"), envelope("holding"));
        append(1, envelope("elsewhere"), timed("scheduled", null, new Moment.After(HOUR), null));
        append(2, envelope("delivered"));
        retry(0, "retrying", 1, HOUR);
        setAside(0, "waiting");
        bury(0, false, "dead");
        bury(0, true, "holding");
        deliver(2, HOUR, "delivered");

        DestinationBacklog found = only();

        assertThat(found)
                .isEqualTo(new DestinationBacklog(
                        envelope("x").destination(),
                        exactly(2),
                        exactly(1),
                        exactly(1),
                        exactly(1),
                        exactly(2),
                        found.oldestAge()));
        assertThat(found.pending()).isEqualTo(exactly(4));
    }

    @Test
    void backlog_isToldByDestinationInTheOrderOfTheirNames() {
        append(0, to("shipments", "a", null), to("orders", "b", null), to("orders", "c", null));

        assertThat(backlog().destinations())
                .extracting(DestinationBacklog::destination, DestinationBacklog::ready)
                .containsExactly(tuple("orders", exactly(2)), tuple("shipments", exactly(1)));
        assertThat(backlog().total(DestinationBacklog::ready)).isEqualTo(exactly(3));
    }

    @Test
    void ageOfTheBacklog_isThatOfItsOldestEntryToBeSent() {
        long now = lane(0).now();
        append(0, occurred("dead", "orders", now - 600_000), occurred("a", "orders", now - 60_000));
        append(1, occurred("b", "shipments", now - 10_000), occurred("c", "future", now + 3_600_000));
        bury(0, false, "dead");

        Backlog backlog = backlog();

        assertThat(backlog.oldestAge()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(590));
        assertThat(backlog.destinations())
                .extracting(each -> each.oldestAge().toSeconds() / 10 > 0)
                .containsExactly(false, true, true);
    }

    private static SealedEnvelope occurred(String id, String destination, long time) {
        return sealed(id, destination, "T", null, text(id), Map.of(), null, 4, Instant.ofEpochMilli(time));
    }

    @Test
    void messagesThatAreToBeSentOrWereGivenUp_arePresent() {
        append(0, envelope("ready"), envelope("retrying"), envelope("waiting"), envelope("dead"), envelope("holding"));
        append(1, envelope("elsewhere"), timed("scheduled", null, new Moment.After(HOUR), null));
        append(2, envelope("kept"), envelope("deleted"));
        retry(0, "retrying", 1, HOUR);
        setAside(0, "waiting");
        bury(0, false, "dead");
        bury(0, true, "holding");
        deliver(2, HOUR, "kept");
        deliver(2, Duration.ZERO, "deleted");

        Set<String> present = Set.of("ready", "retrying", "waiting", "dead", "holding", "elsewhere", "scheduled");
        List<String> asked = new ArrayList<>(present);
        asked.addAll(List.of("kept", "deleted", "unknown"));
        fixture.inTransaction(() -> {
            assertThat(store.present(asked)).isEqualTo(present);
            assertThat(store.present(List.of("dead"))).containsExactly("dead");
            assertThat(store.present(List.of())).isEmpty();
        });
    }
}

package io.outboxed.spi;

import static io.outboxed.spi.Envelopes.envelope;
import static io.outboxed.spi.Envelopes.sealed;
import static io.outboxed.spi.Envelopes.text;
import static io.outboxed.spi.Envelopes.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.admin.ChangeResult;
import io.outboxed.admin.Count;
import io.outboxed.admin.EntryContent;
import io.outboxed.admin.EntryFilter;
import io.outboxed.admin.RetryingEntry;
import io.outboxed.spi.FailedEntryStore.Cursor;
import io.outboxed.spi.FailedEntryStore.Kind;
import io.outboxed.spi.FailedEntryStore.Place;
import io.outboxed.spi.FailedEntryStore.Stretch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store promises about finding and hurrying retrying entries, and about lanes as seen from outside. */
abstract class RetriesContract extends RedriveContract {

    @Test
    void retryingEntry_isFoundWithEverythingButItsPayload() {
        Instant occurred = Instant.parse("2026-02-03T04:05:06.789Z");
        Map<String, Object> headers = Map.of("tenant", "s3cret", "version", 3);
        SealedEnvelope full = sealed("a", "orders", "OrderPlaced", "k", text("s3cret ü"), headers, "c", 7, occurred);
        append(0, full);
        long now = inLane(0, LaneLock::now);
        retry(0, "a", 3, HOUR);

        RetryingEntry entry = retrying(ALL).get(0);

        assertThat(entry.due())
                .isBetween(
                        Instant.ofEpochMilli(now).plus(HOUR),
                        Instant.ofEpochMilli(now + 60_000).plus(HOUR));
        assertThat(entry)
                .isEqualTo(new RetryingEntry(
                        "a",
                        "orders",
                        "OrderPlaced",
                        "k",
                        "c",
                        "text/plain",
                        Set.of("tenant", "version"),
                        7,
                        occurred,
                        null,
                        entry.due(),
                        3,
                        entry.error(),
                        9));
        assertThat(entry.toString()).doesNotContain("s3cret");
        assertThat(fixture.inTransaction(() -> deadLetters.content(Kind.RETRYING, "a")))
                .contains(new EntryContent(full.payload(), headers));
    }

    @Test
    void otherEntries_areNotRetrying() {
        append(0, envelope("ready"), envelope("dead"));
        bury(0, true, "dead");

        assertThat(retrying(ALL)).isEmpty();
        assertThat(fixture.inTransaction(() -> deadLetters.count(Kind.RETRYING, ALL, Stretch.ALL)))
                .isEqualTo(Count.ZERO);
        for (String id : List.of("ready", "dead", "never")) {
            assertThat(fixture.inTransaction(() -> deadLetters.place(Kind.RETRYING, id)))
                    .isEmpty();
            assertThat(fixture.inTransaction(() -> deadLetters.content(Kind.RETRYING, id)))
                    .isEmpty();
            assertThat(retryNow(0, id)).isEqualTo(new ChangeResult(0, 1, 0));
        }
        assertThat(status()).extracting(StoreStatus::ready, StoreStatus::dead).containsExactly(1L, 1L);
    }

    @Test
    void retryingEntries_comeInTheOrderOfTheirTimesOverAllLanesPageByPage() {
        append(0, to("orders", "a", null), to("bills", "b", null));
        append(1, to("orders", "c", null), to("orders", "d", null));
        retry(0, "a", 1, HOUR.multipliedBy(4));
        retry(0, "b", 1, HOUR);
        retry(1, "c", 1, HOUR.multipliedBy(2));
        retry(1, "d", 1, HOUR.multipliedBy(3));

        List<RetryingEntry> all = retrying(ALL);
        assertThat(all).extracting(RetryingEntry::id).containsExactly("b", "c", "d", "a");
        RetryingEntry second = all.get(1);
        Cursor afterSecond = new Cursor(second.due().toEpochMilli(), second.id());
        assertThat(fixture.inTransaction(
                        () -> deadLetters.retrying(ALL, new Stretch(Optional.of(afterSecond), Optional.empty()), 1)))
                .containsExactly(all.get(2));
        assertThat(retrying(ALL.withDestination("orders")))
                .extracting(RetryingEntry::id)
                .containsExactly("c", "d", "a");
        assertThat(retrying(ALL.withFrom(second.due()).withBefore(all.get(3).due())))
                .extracting(RetryingEntry::id)
                .containsExactly("c", "d");
        assertThat(fixture.inTransaction(() -> deadLetters.places(Kind.RETRYING, ALL, 1, Long.MIN_VALUE, 10)))
                .extracting(Place::id)
                .containsExactly("c", "d");
    }

    @Test
    void hurriedEntry_isDueAtOnceAndKeepsItsPlaceAndAttempts() {
        append(0, envelope("a", "k"), envelope("b", "other"));
        append(1, envelope("elsewhere"));
        retry(0, "a", 3, HOUR);
        retry(0, "b", 1, HOUR);
        retry(1, "elsewhere", 1, HOUR);
        append(0, envelope("c", "k"));

        assertThat(retryNow(0, "a", "elsewhere", "c")).isEqualTo(new ChangeResult(1, 2, 0));

        assertThat(inLane(0, LaneLock::isDue)).isTrue();
        assertThat(inLane(1, LaneLock::isDue)).isFalse();
        assertThat(status().retrying()).isEqualTo(3);
        assertThat(bringBack(0)).isEqualTo(1);
        assertThat(ready(0)).extracting(Entry::id).containsExactly("a", "c");
        assertThat(ready(0).get(0).attempts()).isEqualTo(3);
        assertThat(inLane(0, LaneLock::isDue)).isFalse();
        assertThat(inLane(0, LaneLock::hasParked)).isTrue();
    }

    @Test
    void countOfMany_isBounded() {
        int many = FailedEntryStore.MAX_COUNTED;
        append(
                0,
                IntStream.rangeClosed(0, many).mapToObj(i -> envelope("m" + i)).toArray(SealedEnvelope[]::new));
        String[] ids = IntStream.range(1, many).mapToObj(i -> "m" + i).toArray(String[]::new);
        bury(0, false, ids);

        assertThat(fixture.inTransaction(() -> deadLetters.count(Kind.DEAD, ALL, Stretch.ALL)))
                .isEqualTo(new Count(many - 1, true));

        bury(0, true, "m0");
        assertThat(fixture.inTransaction(() -> deadLetters.count(Kind.DEAD, ALL, Stretch.ALL)))
                .isEqualTo(new Count(many, false));

        bury(0, true, "m" + many);
        assertThat(fixture.inTransaction(() -> deadLetters.count(Kind.DEAD, ALL, Stretch.ALL)))
                .isEqualTo(new Count(many, false));
    }

    @Test
    void outlook_tellsWhenTheFirstReadyEntryOccurred() {
        Instant first = Instant.parse("2026-02-03T04:05:06.789Z");
        append(1, sealed("a", "orders", "T", null, text(""), Map.of(), null, 4, first));
        append(1, sealed("b", "orders", "T", null, text(""), Map.of(), null, 4, first.minusSeconds(60)));

        List<LaneOutlook> lanes = fixture.inTransaction(store::outlook);

        assertThat(lanes.get(0).hasReady()).isFalse();
        assertThat(lanes.get(1).hasReady()).isTrue();
        assertThat(lanes.get(1).firstOccurred()).isEqualTo(first.toEpochMilli());
    }

    private List<RetryingEntry> retrying(EntryFilter filter) {
        return fixture.inTransaction(() -> deadLetters.retrying(filter, Stretch.ALL, 10_000));
    }

    private ChangeResult retryNow(int lane, String... ids) {
        return inLane(lane, owned -> deadLetters.retryNow(owned, List.of(ids)));
    }
}

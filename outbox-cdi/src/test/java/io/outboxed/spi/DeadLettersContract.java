package io.outboxed.spi;

import static io.outboxed.spi.Envelopes.envelope;
import static io.outboxed.spi.Envelopes.sealed;
import static io.outboxed.spi.Envelopes.text;
import static io.outboxed.spi.Envelopes.timed;
import static io.outboxed.spi.Envelopes.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.admin.ChangeResult;
import io.outboxed.admin.DeadLetter;
import io.outboxed.admin.EntryContent;
import io.outboxed.admin.EntryFilter;
import io.outboxed.spi.FailedEntryStore.Cursor;
import io.outboxed.spi.FailedEntryStore.Kind;
import io.outboxed.spi.FailedEntryStore.Place;
import io.outboxed.spi.FailedEntryStore.Stretch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store promises about finding dead letters. */
abstract class DeadLettersContract extends FailedEntriesContract {
    static final EntryFilter ALL = EntryFilter.all();

    @Test
    void deadLetter_isFoundWithEverythingButItsPayload() {
        Instant occurred = Instant.parse("2026-02-03T04:05:06.789Z");
        SealedEnvelope full = sealed(
                "a",
                "orders",
                "OrderPlaced",
                "k",
                text("s3cret ü"),
                Map.of("tenant", "s3cret", "version", 3),
                "c",
                7,
                occurred);
        append(0, full);
        long now = inLane(0, LaneLock::now);
        bury(0, true, "a");

        DeadLetter letter = find(ALL).get(0);

        assertThat(letter.buriedAt()).isBetween(Instant.ofEpochMilli(now), Instant.ofEpochMilli(now + 60_000));
        assertThat(letter)
                .isEqualTo(new DeadLetter(
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
                        letter.buriedAt(),
                        3,
                        "OUTBOX-4003 SomeException of a",
                        true,
                        9));
        assertThat(letter.toString()).doesNotContain("s3cret");
        assertThat(fixture.inTransaction(() -> deadLetters.content(Kind.DEAD, "a")))
                .contains(new EntryContent(full.payload(), full.headers()));
    }

    @Test
    void deadLetterWithoutOptionalParts_isFoundWithoutThem() {
        append(0, envelope("a", null, Envelopes.bytes((byte) 0, (byte) -1)));
        bury(0, false, "a");

        DeadLetter letter = find(ALL).get(0);

        assertThat(letter.key()).isNull();
        assertThat(letter.correlationId()).isNull();
        assertThat(letter.expires()).isNull();
        assertThat(letter.headerNames()).isEmpty();
        assertThat(letter.holdsKey()).isFalse();
        assertThat(letter.payloadSize()).isEqualTo(2);
        assertThat(fixture.inTransaction(() -> deadLetters.content(Kind.DEAD, "a")))
                .contains(new EntryContent(Envelopes.bytes((byte) 0, (byte) -1), Map.of()));
    }

    @Test
    void whatIsNoDeadLetter_isNotFound() {
        append(0, envelope("ready"), envelope("retrying"), envelope("aside"));
        append(0, timed("scheduled", null, new Moment.After(HOUR), null));
        retry(0, "retrying", 1, HOUR);
        setAside(0, "aside");

        assertThat(find(ALL)).isEmpty();
        assertThat(count(ALL)).isZero();
        for (String id : List.of("ready", "retrying", "aside", "scheduled", "never")) {
            assertThat(fixture.inTransaction(() -> deadLetters.place(Kind.DEAD, id)))
                    .isEmpty();
            assertThat(fixture.inTransaction(() -> deadLetters.content(Kind.DEAD, id)))
                    .isEmpty();
            assertThat(redrive(0, id)).isEqualTo(new ChangeResult(0, 1, 0));
            assertThat(discard(0, id)).isEqualTo(new ChangeResult(0, 1, 0));
        }
        assertThat(status())
                .extracting(StoreStatus::ready, StoreStatus::retrying, StoreStatus::waiting, StoreStatus::scheduled)
                .containsExactly(1L, 1L, 1L, 1L);
    }

    @Test
    void filter_findsWhatMeetsAllItsParts() {
        append(0, to("orders", "a", "k1"), to("bills", "b", "k1"));
        append(1, to("orders", "c", "k2"), to("orders", "d", null));
        append(2, sealed("e", "orders", "Other", "k1", text(""), Map.of(), null, 4, Instant.EPOCH));
        bury(0, true, "a", "b");
        bury(1, false, "c", "d");
        bury(2, false, "e");

        assertThat(idsOf(ALL)).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
        assertThat(idsOf(ALL.withId("c"))).containsExactly("c");
        assertThat(idsOf(ALL.withDestination("orders"))).containsExactlyInAnyOrder("a", "c", "d", "e");
        assertThat(idsOf(ALL.withDestination("Orders"))).isEmpty();
        assertThat(idsOf(ALL.withType("Other"))).containsExactly("e");
        assertThat(idsOf(ALL.withKey("k1"))).containsExactlyInAnyOrder("a", "b", "e");
        assertThat(idsOf(ALL.withKey("k1").withDestination("orders"))).containsExactlyInAnyOrder("a", "e");
        assertThat(idsOf(ALL.withKey("k1").withDestination("orders").withType("Other")))
                .containsExactly("e");
        assertThat(count(ALL.withKey("k1").withErrorContaining("of a"))).isEqualTo(1);
    }

    @Test
    void errorText_isTakenLiterally() {
        append(0, envelope("a"), envelope("b"), envelope("c"), envelope("d"));
        buryWith("a", "100% full");
        buryWith("b", "100 times_full");
        buryWith("c", "it's 100! \\ full");
        buryWith("d", "100x full");

        assertThat(idsOf(ALL.withErrorContaining("100"))).hasSize(4);
        assertThat(idsOf(ALL.withErrorContaining("100% "))).containsExactly("a");
        assertThat(idsOf(ALL.withErrorContaining("s_f"))).containsExactly("b");
        assertThat(idsOf(ALL.withErrorContaining("t's 100! \\ f"))).containsExactly("c");
        assertThat(idsOf(ALL.withErrorContaining("Full"))).isEmpty();
    }

    @Test
    void timesOfBurial_includeTheFirstAndNotTheLast() {
        append(0, envelope("a"), envelope("b"), envelope("c"));
        bury(0, false, "a");
        fixture.advance(HOUR);
        bury(0, false, "b");
        fixture.advance(HOUR);
        bury(0, false, "c");
        Instant ofB = find(ALL.withId("b")).get(0).buriedAt();

        assertThat(idsOf(ALL)).containsExactly("a", "b", "c");
        assertThat(idsOf(ALL.withFrom(ofB))).containsExactly("b", "c");
        assertThat(idsOf(ALL.withFrom(ofB.plusMillis(1)))).containsExactly("c");
        assertThat(idsOf(ALL.withFrom(ofB.plusNanos(1)))).containsExactly("c");
        assertThat(idsOf(ALL.withBefore(ofB))).containsExactly("a");
        assertThat(idsOf(ALL.withBefore(ofB.plusNanos(1)))).containsExactly("a", "b");
        assertThat(idsOf(ALL.withFrom(ofB).withBefore(ofB.plusMillis(1)))).containsExactly("b");
    }

    @Test
    void pages_showEachDeadLetterOnceWhateverIsAddedOrRemoved() { // the end of a page may be gone, its cursor is good
        append(0, envelope("b"), envelope("d"), envelope("a"), envelope("z-late"));
        append(1, envelope("c"), envelope("e"));
        bury(0, false, "b", "d", "a"); // at one moment
        bury(1, false, "c", "e");
        List<String> whole = idsOf(ALL);

        List<DeadLetter> first = page(Optional.empty(), 2);
        discard(0, first.get(1).id());
        List<DeadLetter> second = page(cursor(first.get(1)), 2);
        bury(0, false, "z-late"); // last also if it is buried in the same millisecond
        List<DeadLetter> third = page(cursor(second.get(1)), 2);

        List<String> seen = new ArrayList<>();
        List.of(first, second, third).forEach(page -> page.forEach(letter -> seen.add(letter.id())));
        assertThat(seen).startsWith(whole.toArray(String[]::new)).hasSize(6).endsWith("z-late");
        assertThat(page(cursor(third.get(1)), 2)).isEmpty();
    }

    @Test
    void places_areThoseOfALaneInOrder() {
        append(0, envelope("a"), envelope("b"), envelope("c"));
        append(1, envelope("d"));
        bury(0, false, "c", "a", "b");
        bury(1, false, "d");

        List<Place> all = places(0, Long.MIN_VALUE, 10);
        assertThat(all).extracting(Place::id).containsExactly("a", "b", "c");
        assertThat(all).extracting(Place::position).isSorted();
        assertThat(places(0, Long.MIN_VALUE, 2)).isEqualTo(all.subList(0, 2));
        assertThat(places(0, all.get(0).position(), 10)).isEqualTo(all.subList(1, 3));
        assertThat(fixture.inTransaction(() -> deadLetters.place(Kind.DEAD, "b")))
                .contains(all.get(1));
        assertThat(fixture.inTransaction(() -> deadLetters.place(Kind.DEAD, "d"))
                        .orElseThrow()
                        .lane())
                .isEqualTo(1);
    }

    void setAside(int lane, String... ids) {
        inLane(lane, owned -> {
            List<Entry> entries = store.read(owned, 10_000, NO_BOUND).stream()
                    .filter(entry -> List.of(ids).contains(entry.id()))
                    .toList();
            store.setAside(owned, entries, LaneLock.NEVER);
            return null;
        });
    }

    private void buryWith(String id, String error) {
        inLane(0, owned -> {
            Entry entry = store.read(owned, 10_000, NO_BOUND).stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow();
            store.bury(owned, entry, 1, error, false);
            return null;
        });
    }

    ChangeResult redrive(int lane, String... ids) {
        return inLane(lane, owned -> deadLetters.redrive(owned, List.of(ids)));
    }

    ChangeResult discard(int lane, String... ids) {
        return inLane(lane, owned -> deadLetters.discard(owned, List.of(ids)));
    }

    List<DeadLetter> find(EntryFilter filter) {
        return fixture.inTransaction(() -> deadLetters.deadLetters(filter, Stretch.ALL, 10_000));
    }

    List<String> idsOf(EntryFilter filter) {
        List<String> ids = find(filter).stream().map(DeadLetter::id).toList();
        assertThat(count(filter)).isEqualTo(ids.size());
        return ids;
    }

    long count(EntryFilter filter) {
        return fixture.inTransaction(() -> deadLetters.count(Kind.DEAD, filter, Stretch.ALL))
                .value();
    }

    private List<DeadLetter> page(Optional<Cursor> after, int max) {
        return fixture.inTransaction(() -> deadLetters.deadLetters(ALL, new Stretch(after, Optional.empty()), max));
    }

    private static Optional<Cursor> cursor(DeadLetter last) {
        return Optional.of(new Cursor(last.buriedAt().toEpochMilli(), last.id()));
    }

    private List<Place> places(int lane, long after, int max) {
        return fixture.inTransaction(() -> deadLetters.places(Kind.DEAD, ALL, lane, after, max));
    }
}

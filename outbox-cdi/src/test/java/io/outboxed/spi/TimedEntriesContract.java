package io.outboxed.spi;

import static io.outboxed.spi.Envelopes.envelope;
import static io.outboxed.spi.Envelopes.timed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every store promises about entries that wait for their time, and about those that have one to expire. */
abstract class TimedEntriesContract extends WaitingEntriesContract {
    private static final Moment IN_AN_HOUR = new Moment.After(HOUR);

    @Test
    void scheduledEntry_isReadyFromItsTimeOn() {
        append(0, timed("a", "k", IN_AN_HOUR, null));

        assertThat(ready(0)).isEmpty();
        assertThat(outlook(0).hasReady()).isFalse();
        assertThat(outlook(0).isDue()).isFalse();
        assertThat(outlook(0).nextDue() - outlook(0).now()).isBetween(3_000_000L, 3_600_000L);
        assertThat(outlook(1).nextDue()).isEqualTo(LaneLock.NEVER);
        assertThat(bringBack(0)).isZero();
        assertThat(status())
                .extracting(StoreStatus::ready, StoreStatus::scheduled)
                .containsExactly(0L, 1L);

        fixture.advance(HOUR);

        assertThat(outlook(0).isDue()).isTrue();
        assertThat(ready(0)).isEmpty();
        assertThat(bringBack(0)).isEqualTo(1);
        assertThat(onlyReady(0).attempts()).isZero();
        assertThat(outlook(0).nextDue()).isEqualTo(LaneLock.NEVER);
        assertThat(status())
                .extracting(StoreStatus::ready, StoreStatus::scheduled)
                .containsExactly(1L, 0L);
    }

    @Test
    void scheduledEntry_isReadyFromAFixedTimeOn() {
        append(0, timed("a", null, Moment.At.ofMillis(lane(0).now() + HOUR.toMillis()), null));
        assertThat(ready(0)).isEmpty();

        fixture.advance(HOUR);

        assertThat(bringBack(0)).isEqualTo(1);
    }

    @Test
    void entryWhoseTimeHasPassed_isReadyAtOnce() {
        append(
                0,
                timed("a", "k", new Moment.At(Instant.EPOCH), null),
                timed("b", "k", new Moment.After(Duration.ZERO), null));

        assertThat(ids(ready(0))).containsExactly("a", "b");
        assertThat(status().scheduled()).isZero();
    }

    @Test
    void scheduledEntry_comesBehindWhatWasPublishedBeforeItsTime() {
        append(0, timed("scheduled", "k", IN_AN_HOUR, null), envelope("first", "k"));
        append(0, envelope("second", "k"));
        fixture.advance(HOUR);
        append(0, envelope("third", "k"));
        bringBack(0);
        append(0, envelope("fourth", "k"));

        assertThat(ids(ready(0))).containsExactly("first", "second", "third", "scheduled", "fourth");
        assertThat(ready(0)).extracting(Entry::position).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void scheduledEntries_comeInTheOrderOfTheirTimesThenOfTheirIds() {
        append(0, timed("e", null, new Moment.After(HOUR.multipliedBy(3)), null));
        append(0, timed("b", null, new Moment.After(HOUR.multipliedBy(2)), null), timed("d", null, IN_AN_HOUR, null));
        Moment fixed = Moment.At.ofMillis(lane(0).now() + HOUR.toMillis() / 2);
        append(0, timed("y", null, fixed, null), timed("x", null, fixed, null), timed("z", null, fixed, null));
        fixture.advance(HOUR.multipliedBy(4));
        bringBack(0);

        assertThat(ids(ready(0))).containsExactly("x", "y", "z", "d", "b", "e");
    }

    @Test
    void manyThatAreDue_comeBackInSteps() {
        for (String id : List.of("a", "b", "c", "d", "e")) {
            append(0, timed(id, null, IN_AN_HOUR, null));
        }
        fixture.advance(HOUR);

        assertThat(bringBackTwo()).isTrue();
        assertThat(ids(ready(0))).containsExactly("a", "b");
        assertThat(outlook(0).isDue()).isTrue();
        assertThat(bringBackTwo()).isTrue();
        assertThat(bringBackTwo()).isFalse();
        assertThat(ids(ready(0))).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void scheduledEntry_holdsBackNobodyAndIsNoBusinessOfTheLanesRow() {
        append(0, timed("a", "k", IN_AN_HOUR, null), envelope("b", "k"));

        assertThat(ids(free(0))).containsExactly("b");
        assertThat(lane(0).hasParked()).isFalse();
        fixture.advance(HOUR);
        assertThat(lane(0).isDue()).isFalse();
    }

    @Test
    void scheduledEntryOfAKeyThatRetries_waitsBehindItWhenItIsReady() {
        append(0, timed("scheduled", "k", IN_AN_HOUR, null), envelope("failed", "k"), envelope("other", "o"));
        retry(0, "failed", 1, HOUR.multipliedBy(3));
        fixture.advance(HOUR);
        bringBack(0);

        assertThat(ids(free(0))).containsExactly("other");

        fixture.advance(HOUR.multipliedBy(2));
        bringBack(0);

        assertThat(ids(ready(0))).containsExactly("failed", "other", "scheduled");
        assertThat(free(0)).hasSize(3);
    }

    @Test
    void rollback_leavesNothingScheduledAndNothingBroughtBack() {
        assertThatThrownBy(() -> fixture.inTransaction(() -> {
                    store.append(0, List.of(timed("lost", null, IN_AN_HOUR, null)));
                    throw new IllegalStateException("the application failed");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(status().scheduled()).isZero();

        append(0, timed("a", null, IN_AN_HOUR, null));
        fixture.advance(HOUR);
        assertThatThrownBy(() -> inLane(0, lane -> {
                    store.bringBack(lane, 10);
                    throw new IllegalStateException("the relay failed");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(ready(0)).isEmpty();
        assertThat(bringBack(0)).isEqualTo(1);
    }

    @Test
    void everyPartOfAScheduledEnvelope_survives() {
        SealedEnvelope full = new SealedEnvelope(
                "a",
                true,
                "orders",
                "OrderPlaced",
                "k",
                Envelopes.bytes((byte) 1),
                Map.of("count", 3),
                "c",
                9,
                Instant.ofEpochMilli(1_767_225_600_999L),
                IN_AN_HOUR,
                null);
        append(0, full);
        fixture.advance(HOUR);
        bringBack(0);

        SealedEnvelope stored = onlyReady(0).envelope();
        assertThat(stored)
                .usingRecursiveComparison()
                .ignoringFields("notBefore")
                .isEqualTo(full);
        assertThat(stored.notBefore()).isNull();
    }

    @Test
    void timeToLive_countsDownFromWhenItWasStored() {
        append(0, envelope("never"), timed("hour", null, null, IN_AN_HOUR));
        append(0, timed("fixed", null, null, Moment.At.ofMillis(lane(0).now() + HOUR.toMillis())));

        assertThat(ready(0).get(0).timeToLive()).isZero();
        assertThat(ready(0).subList(1, 3))
                .allMatch(entry -> entry.timeToLive() > 3_000_000 && entry.timeToLive() <= 3_600_000);
        fixture.advance(Duration.ofMinutes(45));
        assertThat(ready(0).subList(1, 3))
                .allMatch(entry -> entry.timeToLive() > 300_000 && entry.timeToLive() <= 900_000);
        assertThat(ready(0)).noneMatch(Entry::isExpired);

        fixture.advance(Duration.ofMinutes(15));

        assertThat(ready(0)).filteredOn(Entry::isExpired).extracting(Entry::id).containsExactly("hour", "fixed");
    }

    @Test
    void timeToLive_goesOnWhileAnEntryIsScheduledOrRetries() {
        append(0, timed("scheduled", null, IN_AN_HOUR, new Moment.After(HOUR.multipliedBy(2))));
        append(0, timed("failed", null, null, new Moment.After(HOUR.multipliedBy(2))));
        retry(0, "failed", 1, HOUR);
        fixture.advance(HOUR);
        bringBack(0);

        assertThat(ready(0))
                .hasSize(2)
                .allMatch(entry -> entry.timeToLive() > 3_000_000 && entry.timeToLive() <= 3_600_000);
    }

    @Test
    void expiredEntries_areDeletedOrKeptForTheRetention() {
        append(0, timed("a", null, null, IN_AN_HOUR), timed("b", null, null, IN_AN_HOUR), envelope("c"));
        fixture.advance(HOUR);
        withReady(0, (lane, entries) -> store.expired(lane, entries, Duration.ZERO), "a");
        withReady(0, (lane, entries) -> store.expired(lane, entries, HOUR), "b");

        assertThat(ids(ready(0))).containsExactly("c");
        assertThat(lane(0).hasParked()).isFalse();
        assertThat(status())
                .extracting(StoreStatus::ready, StoreStatus::delivered)
                .containsExactly(1L, 1L);
    }

    @Test
    void expiryOfAnEntryThatIsNotReady_fails() {
        append(0, envelope("a"), envelope("b"));
        List<Entry> both = ready(0);
        deliver(0, Duration.ZERO, "a");

        for (Duration retention : List.of(Duration.ZERO, HOUR)) {
            assertThatThrownBy(() -> inLane(0, lane -> {
                        store.expired(lane, both, retention);
                        return null;
                    }))
                    .isInstanceOf(StoreException.class);
        }
        assertThat(ids(ready(0))).containsExactly("b");
    }

    private boolean bringBackTwo() {
        return inLane(0, lane -> store.bringBack(lane, 2));
    }
}

package io.outboxed.spi;

import static io.outboxed.spi.Envelopes.envelope;
import static io.outboxed.spi.Envelopes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every store promises about entries that failed. */
abstract class FailedEntriesContract extends ReadyEntriesContract {

    @Test
    void retry_takesTheEntryOutUntilItIsDue() {
        append(0, envelope("a"), envelope("b"));
        retry(0, "a", 1, HOUR);

        assertThat(ready(0)).extracting(Entry::id).containsExactly("b");
        LaneLock before = inLane(0, Function.identity());
        assertThat(before.hasParked()).isTrue();
        assertThat(before.isDue()).isFalse();
        assertThat(bringBack(0)).isZero();

        fixture.advance(HOUR);

        assertThat(inLane(0, Function.identity()).isDue()).isTrue();
        assertThat(bringBack(0)).isEqualTo(1);
        assertThat(inLane(0, Function.identity()).hasParked()).isFalse();
    }

    @Test
    void entryBroughtBack_keepsItsPlaceAttemptsAndContent() {
        append(0, envelope("a", "k", text("first")), envelope("b", "k", text("second")));
        Entry original = ready(0).get(0);
        retry(0, "a", 3, HOUR);
        append(0, envelope("c", "k"));
        fixture.advance(HOUR);
        bringBack(0);

        assertThat(ready(0)).extracting(Entry::id).containsExactly("a", "b", "c");
        Entry back = ready(0).get(0);
        assertThat(back.attempts()).isEqualTo(3);
        assertThat(back.position()).isEqualTo(original.position());
        assertThat(back.envelope()).isEqualTo(original.envelope());
    }

    @Test
    void appendAfterAnEntryWasBroughtBack_stillComesLast() {
        append(0, envelope("a"), envelope("b"));
        retry(0, "b", 1, HOUR);
        fixture.advance(HOUR);
        bringBack(0);
        append(0, envelope("c"));

        assertThat(ready(0)).extracting(Entry::id).containsExactly("a", "b", "c");
    }

    @Test
    void keyOfARetryingEntry_waits() {
        append(0, envelope("a1", "a"), envelope("b1", "b"), envelope("a2", "a"), envelope("none"));
        retry(0, "a1", 1, HOUR);
        append(0, envelope("a3", "a"), envelope("b2", "b"));

        assertThat(free(0)).extracting(Entry::id).containsExactly("b1", "none", "b2");
    }

    @Test
    void retryingEntryWithoutKey_holdsBackNobody() {
        append(0, envelope("a"), envelope("b"), envelope("c", "k"));
        retry(0, "a", 1, HOUR);

        assertThat(free(0)).extracting(Entry::id).containsExactly("b", "c");
    }

    @Test
    void retryingEntryOfAnotherLane_holdsBackNobody() {
        append(0, envelope("a", "k"));
        append(1, envelope("b", "k"));
        retry(0, "a", 1, HOUR);

        assertThat(free(1)).extracting(Entry::id).containsExactly("b");
        assertThat(inLane(1, Function.identity()).hasParked()).isFalse();
    }

    @Test
    void severalRetryingEntries_comeBackEachInItsTime() {
        append(0, envelope("a"), envelope("b"), envelope("c"));
        retry(0, "a", 1, HOUR.multipliedBy(3));
        retry(0, "b", 1, HOUR);
        retry(0, "c", 1, HOUR.multipliedBy(5));

        fixture.advance(HOUR.multipliedBy(2));
        assertThat(inLane(0, Function.identity()).isDue()).isTrue();
        assertThat(bringBack(0)).isEqualTo(1);
        assertThat(ready(0)).extracting(Entry::id).containsExactly("b");
        assertThat(inLane(0, Function.identity()).isDue()).isFalse();

        fixture.advance(HOUR.multipliedBy(2));
        assertThat(bringBack(0)).isEqualTo(1);
        assertThat(ready(0)).extracting(Entry::id).containsExactly("a", "b");
        assertThat(inLane(0, Function.identity()).hasParked()).isTrue();
    }

    @Test
    void rollbackOfRetry_leavesTheEntryReady() {
        append(0, envelope("a"));

        assertThatThrownBy(() -> inLane(0, lane -> {
                    store.retry(lane, store.read(lane, 1, NO_BOUND).get(0), 1, lane.now(), "error");
                    throw new IllegalStateException("the relay failed");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(onlyReady(0).attempts()).isZero();
        assertThat(inLane(0, Function.identity()).hasParked()).isFalse();
        assertThat(status().retrying()).isZero();
    }

    @Test
    void retryOrBuryOfAnEntryThatIsNotReady_fails() {
        append(0, envelope("a"));
        Entry entry = onlyReady(0);
        retry(0, "a", 1, HOUR);

        assertThatThrownBy(() -> inLane(0, lane -> {
                    store.retry(lane, entry, 2, lane.now(), "error");
                    return null;
                }))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> inLane(0, lane -> {
                    store.bury(lane, entry, 2, "error", false);
                    return null;
                }))
                .isInstanceOf(StoreException.class);
        assertThat(status())
                .extracting(StoreStatus::retrying, StoreStatus::dead)
                .containsExactly(1L, 0L);
    }

    @Test
    void deadLetter_holdsBackNobodyAndNeverComesBack() {
        append(0, envelope("a1", "a"), envelope("a2", "a"));
        inLane(0, lane -> {
            store.bury(
                    lane, store.read(lane, 1, NO_BOUND).get(0), 10, "x".repeat(999) + "\ud83d\udca5 and more", false);
            return null;
        });
        fixture.advance(HOUR);

        assertThat(bringBack(0)).isZero();
        assertThat(free(0)).extracting(Entry::id).containsExactly("a2");
        assertThat(inLane(0, Function.identity()).hasParked()).isFalse();
        assertThat(status().dead()).isEqualTo(1);
    }

    @Test
    void lanesWithWork_areThoseWithReadyOrDueEntries() {
        assertThat(lanesWithWork()).isEmpty();
        append(2, envelope("a"));
        append(0, envelope("b"));
        assertThat(lanesWithWork()).containsExactly(0, 2);

        retry(0, "b", 1, HOUR);
        assertThat(lanesWithWork()).containsExactly(2);

        fixture.advance(HOUR);
        assertThat(lanesWithWork()).containsExactly(0, 2);

        inLane(2, lane -> {
            store.bury(lane, store.read(lane, 1, NO_BOUND).get(0), 1, "error", false);
            return null;
        });
        assertThat(lanesWithWork()).containsExactly(0);
    }

    @Test
    void status_countsByState() {
        append(0, envelope("a"), envelope("b"), envelope("c"));
        append(1, envelope("d"));
        retry(0, "a", 1, HOUR);
        inLane(0, lane -> {
            store.bury(lane, store.read(lane, 1, NO_BOUND).get(0), 1, "error", false);
            return null;
        });

        assertThat(status())
                .extracting(StoreStatus::ready, StoreStatus::retrying, StoreStatus::dead)
                .containsExactly(2L, 1L, 1L);
    }

    @Test
    void oldestAge_isThatOfTheOldestReadyOrRetrying() {
        assertThat(status().oldestAge()).isZero();
        long now = inLane(0, LaneLock::now);
        append(0, at("a", now - 60_000), at("b", now - 10_000));
        assertThat(status().oldestAge()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(600));

        retry(0, "a", 1, HOUR);
        assertThat(status().oldestAge()).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void oldestAgeOfAnEntryFromTheFuture_isZero() {
        append(0, at("a", inLane(0, LaneLock::now) + 3_600_000));

        assertThat(status().oldestAge()).isZero();
    }

    private static SealedEnvelope at(String id, long occurred) {
        SealedEnvelope plain = envelope(id);
        return Envelopes.sealed(
                id,
                plain.destination(),
                plain.type(),
                null,
                plain.payload(),
                Map.of(),
                null,
                4,
                Instant.ofEpochMilli(occurred));
    }
}

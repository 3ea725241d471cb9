package io.outboxed.spi;

import static io.outboxed.spi.Envelopes.envelope;
import static io.outboxed.spi.Envelopes.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store promises about entries that cannot go for no fault of theirs. */
abstract class WaitingEntriesContract extends RetriesContract {

    @Test
    void entrySetAside_isNotReadyAndHasNotFailed() {
        append(0, envelope("a", "k"), envelope("b"));
        Entry before = ready(0).get(0);
        setAside(0, "a");

        assertThat(ids(ready(0))).containsExactly("b");
        assertThat(lane(0).hasParked()).isTrue();
        assertThat(lane(0).isDue()).isFalse();
        assertThat(status())
                .extracting(StoreStatus::ready, StoreStatus::waiting, StoreStatus::retrying)
                .containsExactly(1L, 1L, 0L);

        release(0, "k");

        Entry back = ready(0).get(0);
        assertThat(back).isEqualTo(before);
        assertThat(lane(0).hasParked()).isFalse();
    }

    @Test
    void setAsideOfAnEntryThatIsNotReady_fails() {
        append(0, envelope("a"));
        Entry entry = onlyReady(0);
        setAside(0, "a");

        assertThatThrownBy(() -> inLane(0, lane -> {
                    store.setAside(lane, List.of(entry), LaneLock.NEVER);
                    return null;
                }))
                .isInstanceOf(StoreException.class);
        assertThat(status().waiting()).isEqualTo(1);
    }

    @Test
    void rollbackOfSetAside_leavesTheEntryReady() {
        append(0, envelope("a", "k"));

        assertThatThrownBy(() -> inLane(0, lane -> {
                    store.setAside(lane, store.read(lane, 1, NO_BOUND), lane.now());
                    throw new IllegalStateException("the relay failed");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(ids(ready(0))).containsExactly("a");
        assertThat(lane(0).hasParked()).isFalse();
        assertThat(lane(0).isReleaseDue()).isFalse();
    }

    @Test
    void laterEntriesOfAKey_areBlockedByARetryingAWaitingOrAHoldingOneAlone() {
        append(
                0,
                envelope("r1", "r"),
                envelope("w1", "w"),
                envelope("h1", "h"),
                envelope("d1", "d"),
                envelope("s1", "s"));
        append(
                0,
                envelope("r2", "r"),
                envelope("w2", "w"),
                envelope("h2", "h"),
                envelope("d2", "d"),
                envelope("s2", "s"));
        retry(0, "r1", 1, HOUR);
        setAside(0, "w1");
        bury(0, true, "h1");
        bury(0, false, "d1");
        deliver(0, HOUR, "s1");

        assertThat(ids(free(0))).containsExactly("d2", "s2");
    }

    @Test
    void earlierEntriesOfAKeyAndThoseWithoutKey_areNotBlocked() {
        append(0, envelope("k1", "k"), envelope("k2", "k"), envelope("n1"), envelope("n2"));
        setAside(0, "k2", "n1");

        assertThat(ids(free(0))).containsExactly("k1", "n2");
    }

    @Test
    void release_freesTheWaitingEntriesOfTheKeysAlone() {
        append(0, envelope("a1", "a"), envelope("a2", "a"), envelope("b1", "b"), envelope("n1"));
        setAside(0, "a2", "b1", "n1");
        retry(0, "a1", 1, HOUR);

        release(0, "a", "unknown");

        assertThat(ids(ready(0))).containsExactly("a2");
        assertThat(status())
                .extracting(StoreStatus::waiting, StoreStatus::retrying)
                .containsExactly(2L, 1L);
        assertThat(lane(0).hasParked()).isTrue();
    }

    @Test
    void releaseInAnotherLane_freesNothing() {
        append(0, envelope("a", "k"));
        setAside(0, "a");

        release(1, "k");

        assertThat(ready(0)).isEmpty();
    }

    @Test
    void releaseAll_leavesWhatIsHeldAndWhatComesAfterItInItsKey() {
        append(0, to("held", "a1", "a"), to("open", "a2", "a"), to("open", "b1", "b"), to("held", "b2", "b"));
        append(0, to("open", "b3", "b"), to("held", "n1", null), to("open", "n2", null));
        setAside(0, "a1", "a2", "b1", "b2", "b3", "n1", "n2");

        assertThat(releaseAll(0, Set.of("held", "nowhere"), 100)).isFalse();
        assertThat(ids(ready(0))).containsExactly("b1", "n2");

        assertThat(releaseAll(0, Set.of(), 100)).isFalse();
        assertThat(ids(ready(0))).containsExactly("a1", "a2", "b1", "b2", "b3", "n1", "n2");
        assertThat(lane(0).hasParked()).isFalse();
    }

    @Test
    void releaseAll_leavesWhatWaitsBehindARetryingOrHoldingEntry() {
        append(0, envelope("r1", "r"), envelope("r2", "r"), envelope("h1", "h"), envelope("h2", "h"));
        append(0, envelope("d1", "d"), envelope("d2", "d"));
        setAside(0, "r2", "h2", "d2");
        retry(0, "r1", 1, HOUR);
        bury(0, true, "h1");
        bury(0, false, "d1");

        releaseAll(0, Set.of(), 100);

        assertThat(ids(ready(0))).containsExactly("d2");
        assertThat(status().waiting()).isEqualTo(2);
    }

    @Test
    void releaseAllInSteps_freesEachKeyInOrder() {
        append(0, envelope("a1", "a"), envelope("b1", "b"), envelope("a2", "a"), envelope("b2", "b"), envelope("n"));
        setAside(0, "a1", "a2", "b1", "b2", "n");

        assertThat(releaseAll(0, Set.of(), 2)).isTrue();
        assertThat(ready(0)).hasSize(2);
        assertThat(ids(free(0))).isEqualTo(ids(ready(0))); // nothing came before what it has to wait for
        assertThat(releaseAll(0, Set.of(), 2)).isTrue();
        assertThat(releaseAll(0, Set.of(), 2)).isFalse();
        assertThat(ids(ready(0))).containsExactly("a1", "b1", "a2", "b2", "n");
    }

    @Test
    void waitingEntries_areToBeLookedAtAtTheEarliestTime() {
        append(0, envelope("a"), envelope("b"), envelope("c"));
        setAsideUntil(Duration.ofHours(3), "a");
        setAsideUntil(HOUR, "b");
        setAsideUntil(Duration.ofHours(5), "c");
        assertThat(lane(0).isReleaseDue()).isFalse();
        assertThat(outlook(0).isDue()).isFalse();

        fixture.advance(HOUR.plusMinutes(1));

        assertThat(lane(0).isReleaseDue()).isTrue();
        assertThat(outlook(0).isDue()).isTrue();
        assertThat(lane(1).isReleaseDue()).isFalse();

        releaseAll(0, Set.of("orders"), 100);

        assertThat(lane(0).releaseDue()).isEqualTo(LaneLock.NEVER);
        assertThat(status().waiting()).isEqualTo(3);
    }

    @Test
    void releaseAllThatMayNotHaveSeenAll_isToBeRepeated() {
        append(0, envelope("a"), envelope("b"));
        setAsideUntil(Duration.ZERO, "a", "b");

        assertThat(releaseAll(0, Set.of(), 1)).isTrue();
        assertThat(lane(0).isReleaseDue()).isTrue();
    }

    @Test
    void entriesThatWaitForNoTime_areNotToBeLookedAt() {
        append(0, envelope("a"));
        setAside(0, "a");

        assertThat(lane(0).releaseDue()).isEqualTo(LaneLock.NEVER);
        assertThat(outlook(0).nextDue()).isEqualTo(LaneLock.NEVER);
    }

    private void setAsideUntil(Duration in, String... ids) {
        withReady(0, (owned, entries) -> store.setAside(owned, entries, owned.now() + in.toMillis()), ids);
    }

    private void release(int lane, String... keys) {
        inLane(lane, owned -> {
            store.release(owned, Set.of(keys));
            return null;
        });
    }

    private boolean releaseAll(int lane, Set<String> held, int max) {
        return inLane(lane, owned -> store.releaseAll(owned, held, max));
    }
}

package io.outboxed.spi;

import static io.outboxed.spi.Envelopes.claimed;
import static io.outboxed.spi.Envelopes.envelope;
import static io.outboxed.spi.Envelopes.timed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store promises about entries that are done, about ids that callers gave, and about notes. */
abstract class KeptEntriesContract extends TimedEntriesContract {

    @Test
    void deliveredEntry_isKeptForTheRetentionAndPurgedAfterIt() {
        append(0, envelope("a", "k"), envelope("b", "k"));
        deliver(0, HOUR, "a");

        assertThat(ids(free(0))).containsExactly("b");
        assertThat(lane(0).hasParked()).isFalse();
        assertThat(outlook(0).isDue()).isFalse();
        assertThat(status())
                .extracting(StoreStatus::ready, StoreStatus::delivered)
                .containsExactly(1L, 1L);
        assertThat(purge(10)).isFalse();
        assertThat(status().delivered()).isEqualTo(1);

        fixture.advance(HOUR);
        assertThat(bringBack(0)).isZero();
        purge(10);

        assertThat(status())
                .extracting(StoreStatus::ready, StoreStatus::delivered)
                .containsExactly(1L, 0L);
    }

    @Test
    void deliveryWithRetentionOfAnEntryThatIsGone_failsAndRollsBack() {
        append(0, envelope("a"), envelope("b"));
        List<Entry> both = ready(0);
        deliver(0, Duration.ZERO, "a");

        assertThatThrownBy(() -> inLane(0, lane -> {
                    store.delivered(lane, both, HOUR);
                    return null;
                }))
                .isInstanceOf(StoreException.class);
        assertThat(ids(ready(0))).containsExactly("b");
        assertThat(status().delivered()).isZero();
    }

    @Test
    void purge_neverTouchesWhatIsNotDone() {
        append(
                0,
                envelope("ready"),
                envelope("retrying"),
                envelope("waiting"),
                envelope("dead"),
                envelope("holding", "k"));
        append(0, timed("scheduled", null, new Moment.After(HOUR), null));
        append(0, timed("expired", null, null, new Moment.After(HOUR)));
        retry(0, "retrying", 1, HOUR);
        withReady(0, (lane, entries) -> store.setAside(lane, entries, lane.now()), "waiting");
        bury(0, false, "dead");
        bury(0, true, "holding");
        fixture.advance(Duration.ofHours(48));
        StoreStatus before = status();

        assertThat(purge(10)).isFalse();

        assertThat(status().ready()).isEqualTo(2);
        assertThat(status())
                .usingRecursiveComparison()
                .ignoringFields("oldestAge")
                .isEqualTo(before);
    }

    @Test
    void purgeInSteps_removesSomeOfEachKindEachTime() {
        String[] sent = {"a", "b", "c"};
        append(0, envelope("a"), envelope("b"), envelope("c"), envelope("x"));
        deliver(0, HOUR, sent);
        withReady(0, (lane, entries) -> store.expired(lane, entries, HOUR), "x");
        fixture.advance(HOUR);

        assertThat(purge(2)).isTrue();
        assertThat(status().delivered()).isBetween(1L, 2L);
        int steps = 1;
        while (purge(2)) {
            assertThat(++steps).isLessThan(10);
        }
        assertThat(status().delivered()).isZero();
    }

    @Test
    void claimedId_isRefusedWhileItsEntryIsThere() {
        publishClaimed(0, "id");

        assertThat(claim("id")).isFalse();
        retry(0, "id", 1, HOUR);
        assertThat(claim("id")).isFalse();
        fixture.advance(HOUR);
        bringBack(0);
        setAside(0, "id");
        fixture.advance(Duration.ofHours(1000));
        purge(10);
        assertThat(claim("id")).isFalse();
        assertThat(claim("another")).isTrue();
    }

    @Test
    void claimedId_isRefusedWhileItsEntryIsScheduledOrDead() {
        fixture.inTransaction(() -> {
            assertThat(store.claimId("scheduled")).isTrue();
            store.append(0, List.of(timed("scheduled", null, new Moment.After(HOUR), null)));
        });
        publishClaimed(0, "dead");
        bury(0, false, "dead");

        assertThat(claim("scheduled")).isFalse();
        assertThat(claim("dead")).isFalse();
    }

    @Test
    void idClaimedTwiceInATransaction_isRefusedTheSecondTime() {
        fixture.inTransaction(() -> {
            assertThat(store.claimId("id")).isTrue();
            assertThat(store.claimId("id")).isFalse();
            store.append(0, List.of(claimed("id", null)));
            assertThat(store.claimId("id")).isFalse();
        });

        assertThat(ids(ready(0))).containsExactly("id");
    }

    @Test
    void claimThatRolledBack_leavesTheIdFree() {
        assertThatThrownBy(() -> fixture.inTransaction(() -> {
                    assertThat(store.claimId("id")).isTrue();
                    throw new IllegalStateException("the application failed");
                }))
                .isInstanceOf(IllegalStateException.class);

        publishClaimed(0, "id");
    }

    @Test
    void idOfADeliveredEntry_isFreeAtOnceWithoutRetention() {
        publishClaimed(0, "id");
        deliver(0, Duration.ZERO, "id");

        publishClaimed(0, "id");
        assertThat(ids(ready(0))).containsExactly("id");
    }

    @Test
    void idOfADeliveredOrExpiredEntry_isFreeWhenTheRetentionHasPassedWithOrWithoutAPurge() {
        for (boolean purged : new boolean[] {true, false}) {
            String[] both = {"sent" + purged, "expired" + purged};
            publishClaimed(0, both[0]);
            publishClaimed(0, both[1]);
            deliver(0, HOUR, both[0]);
            withReady(0, (lane, entries) -> store.expired(lane, entries, HOUR), both[1]);
            for (String id : both) {
                assertThat(claim(id)).isFalse();
            }
            purge(10);
            for (String id : both) {
                assertThat(claim(id)).isFalse();
            }
            fixture.advance(HOUR);
            if (purged) {
                purge(10);
            }
            for (String id : both) {
                publishClaimed(0, id);
                assertThat(claim(id)).isFalse();
            }
            assertThat(ids(ready(0))).contains(both);
        }
        assertThat(status().delivered()).isZero();
    }

    @Test
    void idClaimedAgain_isNotPurgedWithItsFormerLife() {
        publishClaimed(0, "id");
        deliver(0, HOUR, "id");
        fixture.advance(HOUR);
        publishClaimed(0, "id");

        purge(10);

        assertThat(claim("id")).isFalse();
        deliver(0, HOUR, "id");
        purge(10);
        assertThat(claim("id")).isFalse();
        assertThat(status().delivered()).isEqualTo(1);
    }

    @Test
    void idOfOurOwn_isNotRemembered() {
        append(0, envelope("id"));
        assertThat(claim("id")).isTrue();
    }

    @Test
    void note_isThereForTheNextOwnerUntilItIsRemoved() {
        assertThat(lane(0).inFlight()).isEmpty();
        InFlight inFlight = new InFlight(7, 9, 2, 1_767_225_600_000L);
        note(Optional.of(inFlight));

        assertThat(lane(0).inFlight()).contains(inFlight);
        assertThat(lane(1).inFlight()).isEmpty();

        InFlight next = new InFlight(7, 7, 3, 1_767_225_600_001L);
        note(Optional.of(next));
        assertThat(lane(0).inFlight()).contains(next);

        note(Optional.empty());
        assertThat(lane(0).inFlight()).isEmpty();
    }

    @Test
    void note_leavesTheRestOfTheLanesRow() {
        append(0, envelope("a"), envelope("b"));
        retry(0, "a", 1, HOUR);
        withReady(0, (lane, entries) -> store.setAside(lane, entries, lane.now()), "b");
        note(Optional.of(new InFlight(1, 1, 0, 0)));

        assertThat(lane(0).hasParked()).isTrue();
        assertThat(lane(0).isReleaseDue()).isTrue();
        fixture.advance(HOUR);
        assertThat(lane(0).isDue()).isTrue();
    }

    @Test
    void noteOfATransactionThatRolledBack_isNotThere() {
        assertThatThrownBy(() -> inLane(0, lane -> {
                    store.note(lane, Optional.of(new InFlight(1, 1, 0, 0)));
                    throw new IllegalStateException("the relay failed");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(lane(0).inFlight()).isEmpty();
    }

    private boolean purge(int max) {
        return fixture.inTransaction(() -> store.purge(max));
    }

    private void note(Optional<InFlight> inFlight) {
        inLane(0, lane -> {
            store.note(lane, inFlight);
            return null;
        });
    }
}

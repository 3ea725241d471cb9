package io.outboxed.spi;

import static io.outboxed.spi.Envelopes.claimed;
import static io.outboxed.spi.Envelopes.envelope;
import static io.outboxed.spi.Envelopes.text;
import static io.outboxed.spi.Envelopes.timed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.admin.ChangeResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every store promises about redriving and discarding dead letters, and about pauses. */
abstract class RedriveContract extends SearchContract {

    @Test
    void redrivenEntries_areReadyInTheirPlacesWithIdAndContentAndNoAttempts() {
        append(0, envelope("a", "k", text("payload"), Map.of("version", 3)), envelope("b", "k"), envelope("c", "k"));
        List<Entry> original = ready(0);
        bury(0, false, "b", "a");
        append(0, envelope("d", "k"));

        assertThat(redrive(0, "b", "a", "c", "never")).isEqualTo(new ChangeResult(2, 2, 0));

        List<Entry> ready = ready(0);
        assertThat(ready).extracting(Entry::id).containsExactly("a", "b", "c", "d");
        assertThat(ready.subList(0, 3)).isEqualTo(original);
        assertThat(ready).extracting(Entry::attempts).containsOnly(0);
        assertThat(count(ALL)).isZero();
        assertThat(redrive(0, "a")).isEqualTo(new ChangeResult(0, 1, 0));
    }

    @Test
    void deadLetterOfAnotherLane_isNotTouched() {
        append(1, envelope("a"));
        bury(1, false, "a");

        assertThat(redrive(0, "a")).isEqualTo(new ChangeResult(0, 1, 0));
        assertThat(discard(0, "a")).isEqualTo(new ChangeResult(0, 1, 0));

        assertThat(idsOf(ALL)).containsExactly("a");
    }

    @Test
    void expiredDeadLetter_isNotRedrivenButDiscarded() {
        long now = inLane(0, LaneLock::now);
        append(
                0,
                timed("expired", null, null, Moment.At.ofMillis(now - 1_000)),
                timed("alive", null, null, Moment.At.ofMillis(now + 3_600_000)));
        bury(0, false, "expired", "alive");
        assertThat(find(ALL.withId("alive")).get(0).expires()).isEqualTo(Instant.ofEpochMilli(now + 3_600_000));

        assertThat(redrive(0, "expired", "alive")).isEqualTo(new ChangeResult(1, 0, 1));

        assertThat(onlyReady(0).id()).isEqualTo("alive");
        assertThat(onlyReady(0).timeToLive()).isBetween(1L, 3_600_000L);
        assertThat(idsOf(ALL)).containsExactly("expired");
        assertThat(discard(0, "expired")).isEqualTo(new ChangeResult(1, 0, 0));
        assertThat(count(ALL)).isZero();
    }

    @Test
    void redriveOfOneThatHoldsItsKey_letsItGoFirstAndTheFollowersBehindIt() {
        holding();

        assertThat(redrive(0, "a1")).isEqualTo(new ChangeResult(1, 0, 0));

        assertThat(lanesWithWork()).containsExactly(0);
        assertThat(inLane(0, LaneLock::isReleaseDue)).isTrue();
        releaseAll(0);
        assertThat(free(0)).extracting(Entry::id).containsExactly("a1", "a2", "a3", "a4");
        assertThat(inLane(0, Function.identity()))
                .extracting(LaneLock::hasParked, LaneLock::isReleaseDue)
                .containsExactly(false, false);
    }

    @Test
    void discardOfOneThatHoldsItsKey_letsTheFollowersGo() {
        holding();

        assertThat(discard(0, "a1")).isEqualTo(new ChangeResult(1, 0, 0));

        assertThat(inLane(0, LaneLock::isReleaseDue)).isTrue();
        releaseAll(0);
        assertThat(free(0)).extracting(Entry::id).containsExactly("a2", "a3", "a4");
    }

    @Test
    void followersOfTwoThatHoldOneKey_waitForBoth() {
        append(0, envelope("a1", "a"), envelope("a2", "a"), envelope("a3", "a"));
        bury(0, true, "a1", "a2");
        setAside(0, "a3");

        discard(0, "a1");
        releaseAll(0);
        assertThat(free(0)).isEmpty();
        assertThat(inLane(0, LaneLock::hasParked)).isTrue();

        redrive(0, "a2");
        releaseAll(0);
        assertThat(free(0)).extracting(Entry::id).containsExactly("a2", "a3");
    }

    @Test
    void laneInWhichNothingHoldsUpOthersAnyMore_saysSo() {
        append(0, envelope("a", "k1"), envelope("b", "k2"));
        bury(0, true, "a", "b");
        redrive(0, "a");
        assertThat(inLane(0, LaneLock::hasParked)).isTrue();

        discard(0, "b");

        assertThat(inLane(0, LaneLock::hasParked)).isFalse();
    }

    @Test
    void deadLettersThatHoldNothing_causeNoLookAtWaitingEntries() {
        append(0, envelope("a", "k"), envelope("b", "k"));
        bury(0, false, "a", "b");

        redrive(0, "a");
        discard(0, "b");

        assertThat(inLane(0, LaneLock::isReleaseDue)).isFalse();
    }

    @Test
    void idOfADiscardedDeadLetter_canBeClaimedAgainAndThatOfARedrivenOneCannot() {
        for (String id : List.of("discarded", "redriven")) {
            assertThat(fixture.inTransaction(() -> {
                        boolean claimed = store.claimId(id);
                        store.append(0, List.of(claimed(id, null)));
                        return claimed;
                    }))
                    .isTrue();
        }
        bury(0, false, "discarded", "redriven");
        assertThat(fixture.inTransaction(() -> store.claimId("discarded"))).isFalse();

        discard(0, "discarded");
        redrive(0, "redriven");

        assertThat(fixture.inTransaction(() -> store.claimId("discarded"))).isTrue();
        assertThat(fixture.inTransaction(() -> store.claimId("redriven"))).isFalse();
    }

    @Test
    void rollbackOfRedriveAndDiscard_leavesTheDeadLetters() {
        holding();

        for (boolean redrives : List.of(true, false)) {
            assertThatThrownBy(() -> inLane(0, lane -> {
                        ChangeResult result = redrives
                                ? deadLetters.redrive(lane, List.of("a1"))
                                : deadLetters.discard(lane, List.of("a1"));
                        throw new IllegalStateException("the operator's call failed after " + result);
                    }))
                    .hasMessageContaining("done=1");
        }

        assertThat(idsOf(ALL)).containsExactly("a1");
        assertThat(inLane(0, LaneLock::isReleaseDue)).isFalse();
        assertThat(free(0)).isEmpty();
    }

    @Test
    void manyDeadLetters_areRedrivenAtOnceInOrder() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            ids.add("m" + i);
            append(0, envelope("m" + i, "k"));
        }
        bury(0, false, ids.toArray(String[]::new));

        assertThat(redrive(0, ids.toArray(String[]::new)).done()).isEqualTo(70);

        assertThat(ready(0)).extracting(Entry::id).containsExactlyElementsOf(ids);
    }

    @Test
    void pausesAreRemembered_untilTheyAreForgotten() {
        assertThat(paused()).isEmpty();
        assertThat(fixture.inTransaction(() -> store.pause("orders"))).isTrue();
        assertThat(fixture.inTransaction(() -> store.pause("orders"))).isFalse();
        assertThat(fixture.inTransaction(() -> store.pause("Orders"))).isTrue();
        assertThat(fixture.inTransaction(() -> store.pause("*"))).isTrue();
        assertThat(paused()).containsExactlyInAnyOrder("orders", "Orders", "*");

        assertThat(fixture.inTransaction(() -> store.resume("Orders"))).isTrue();
        assertThat(fixture.inTransaction(() -> store.resume("Orders"))).isFalse();
        assertThat(paused()).containsExactlyInAnyOrder("orders", "*");
        assertThatThrownBy(() -> fixture.inTransaction(() -> {
                    store.resume("orders");
                    throw new IllegalStateException("the operator's call failed");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(paused()).containsExactlyInAnyOrder("orders", "*");

        fixture.inTransaction(() -> {
            store.resume("orders");
            store.resume("*");
        });
        assertThat(paused()).isEmpty();
    }

    @Test
    void pause_isKeptWithTheTimeWhenItBegan() {
        fixture.inTransaction(() -> store.pause("orders"));
        Instant began = fixture.inTransaction(store::pauses).get("orders");
        long now = inLane(0, LaneLock::now);
        assertThat(began).isBetween(Instant.ofEpochMilli(now).minus(HOUR), Instant.ofEpochMilli(now));

        fixture.advance(HOUR);
        fixture.inTransaction(() -> store.pause("orders"));
        while (inLane(0, LaneLock::now) <= began.toEpochMilli()) {
            Thread.onSpinWait(); // a database's own clock, which nobody can advance
        }
        fixture.inTransaction(() -> store.pause("*"));

        assertThat(fixture.inTransaction(store::pauses)).containsEntry("orders", began);
        assertThat(fixture.inTransaction(store::pauses).get("*")).isAfter(began);
    }

    /** A dead letter a1 that holds its key, a2 and a3 that wait, and a4 that does not yet. */
    private void holding() {
        append(0, envelope("a1", "a"), envelope("a2", "a"), envelope("a3", "a"));
        bury(0, true, "a1");
        setAside(0, "a2", "a3");
        append(0, envelope("a4", "a"));
        assertThat(free(0)).isEmpty();
    }

    private void releaseAll(int lane) {
        inLane(lane, owned -> store.releaseAll(owned, Set.of(), 1_000));
    }

    private Set<String> paused() {
        return fixture.inTransaction(store::pauses).keySet();
    }
}

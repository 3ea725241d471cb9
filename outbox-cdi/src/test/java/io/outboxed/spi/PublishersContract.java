package io.outboxed.spi;

import static io.outboxed.spi.Envelopes.claimed;
import static io.outboxed.spi.Envelopes.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every store promises to transactions that publish at once: under one id, or with the keys locked. */
abstract class PublishersContract extends ConcurrentScenario {

    @Test
    void idThatAnotherTransactionIsClaiming_isRefusedOnceThatHasCommitted() {
        List<Future<Boolean>> second = new ArrayList<>();
        fixture.inTransaction(() -> {
            assertThat(store.claimId("id")).isTrue();
            store.append(0, List.of(claimed("id", null)));
            second.add(begin(() -> store.claimId("id")));
            assertWaits(second.get(0));
        });

        assertRefused(second.get(0));
        assertThat(ids(ready(0))).containsExactly("id");
    }

    @Test
    void idThatAnotherTransactionIsClaiming_isFreeOnceThatHasRolledBack() {
        List<Future<Boolean>> second = new ArrayList<>();
        assertThatThrownBy(() -> fixture.inTransaction(() -> {
                    assertThat(store.claimId("id")).isTrue();
                    second.add(begin(() -> store.claimId("id")));
                    assertWaits(second.get(0));
                    throw new IllegalStateException("the application failed");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(resultOf(second.get(0))).isTrue();
        assertThat(claim("id")).isFalse();
    }

    @Test
    void forgottenIdThatTwoTransactionsClaim_isGivenToOne() {
        publishClaimed(0, "id");
        deliver(0, HOUR, "id");
        fixture.advance(HOUR);

        List<Future<Boolean>> second = new ArrayList<>();
        fixture.inTransaction(() -> {
            assertThat(store.claimId("id")).isTrue();
            second.add(begin(() -> store.claimId("id")));
            assertWaits(second.get(0));
        });

        assertRefused(second.get(0));
    }

    @Test
    void claimsOfDifferentIds_doNotWaitForEachOther() {
        fixture.inTransaction(() -> {
            assertThat(store.claimId("a")).isTrue();
            assertThat(elsewhere(() -> store.claimId("b"))).isTrue();
        });
    }

    @Test
    void purge_neitherWaitsForAnIdThatIsClaimedAgainNorForgetsIt() {
        for (String id : List.of("a", "b")) {
            publishClaimed(0, id);
            deliver(0, HOUR, id);
        }
        fixture.advance(HOUR);

        fixture.inTransaction(() -> {
            assertThat(store.claimId("a")).isTrue();
            store.append(0, List.of(claimed("a", null)));
            elsewhere(() -> store.purge(10));
        });

        assertThat(claim("a")).isFalse();
        assertThat(claim("b")).isTrue();
        assertThat(ids(ready(0))).containsExactly("a");
        assertThat(status().delivered()).isZero();
    }

    @Test
    void passThatDelivers_doesNotWaitForAPurge() {
        append(0, envelope("old"), envelope("new"));
        deliver(0, Duration.ofHours(1), "old");
        fixture.advance(HOUR);

        fixture.inTransaction(() -> {
            store.purge(10);
            elsewhere(() -> {
                LaneLock lane = store.lock(0).orElseThrow();
                store.delivered(lane, store.read(lane, 10, NO_BOUND), Duration.ZERO);
                return true;
            });
        });

        assertThat(status())
                .extracting(StoreStatus::ready, StoreStatus::delivered)
                .containsExactly(0L, 0L);
    }

    @Test
    void transactionsThatLockAKey_haveTheirPositionsInTheOrderOfTheirCommits() {
        List<Future<?>> second = new ArrayList<>();
        fixture.inTransaction(() -> {
            store.lockKeys(List.of("a"));
            second.add(begin(() -> {
                store.lockKeys(List.of("a"));
                store.append(0, List.of(envelope("second", "a")));
                return true;
            }));
            assertWaits(second.get(0));
            store.append(0, List.of(envelope("first", "a")));
            fixture.flush();
        });
        resultOf(second.get(0));

        assertThat(ids(ready(0))).containsExactly("first", "second");
    }

    @Test
    void keyOfATransactionThatRolledBack_isFree() {
        assertThatThrownBy(() -> fixture.inTransaction(() -> {
                    store.lockKeys(List.of("a"));
                    throw new IllegalStateException("the application failed");
                }))
                .isInstanceOf(IllegalStateException.class);

        elsewhere(() -> {
            store.lockKeys(List.of("a"));
            return true;
        });
    }

    @Test
    void otherKeysAndEntriesWithoutLockedKeys_doNotWait() {
        fixture.inTransaction(() -> {
            store.lockKeys(List.of("a"));
            store.lockKeys(List.of("a")); // it is our own
            elsewhere(() -> {
                store.lockKeys(List.of("b"));
                store.append(0, List.of(envelope("b1", "b"), envelope("none")));
                return true;
            });
        });

        assertThat(ready(0)).hasSize(2);
    }

    @Test
    void sameKeysInAnyOrder_neverDeadlock() throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        List<Future<?>> both = new ArrayList<>();
        for (List<String> keys : List.of(List.of("a", "b", "c"), List.of("c", "b", "a"))) {
            both.add(others.submit(() -> {
                for (int i = 0; i < 30; i++) {
                    int round = i;
                    start.await(30, TimeUnit.SECONDS);
                    fixture.inTransaction(() -> {
                        store.lockKeys(keys);
                        store.append(0, List.of(envelope(String.join("", keys) + round)));
                    });
                }
                return null;
            }));
        }
        for (Future<?> each : both) {
            each.get(60, TimeUnit.SECONDS);
        }

        assertThat(ready(0)).hasSize(60);
    }

    void assertRefused(Future<Boolean> claim) {
        if (conflictsEndTransactions()) {
            assertThatThrownBy(() -> claim.get(30, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        } else {
            assertThat(resultOf(claim)).isFalse();
        }
    }

    /** Whether the isolation level ends a transaction that waited for a row, rather than let it see what has become of it. */
    protected boolean conflictsEndTransactions() {
        return false;
    }
}

package io.outboxed.spi;

import static io.outboxed.spi.Envelopes.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every inbox promises, to one transaction and to several at once. */
abstract class InboxContract extends PublishersContract {
    private InboxStore inbox;

    @BeforeEach
    void openInbox() {
        inbox = fixture.inbox();
    }

    @Test
    void rememberedMessage_isKnownToItsConsumerOnly() {
        assertThat(remember("shipping", "m")).isTrue();

        assertThat(remember("shipping", "m")).isFalse();
        assertThat(remember("billing", "m")).isTrue();
        assertThat(remember("shipping", "n")).isTrue();
    }

    @Test
    void messageRememberedTwiceInATransaction_isKnownTheSecondTime() {
        fixture.inTransaction(() -> {
            assertThat(inbox.remember("shipping", "m")).isTrue();
            assertThat(inbox.remember("shipping", "m")).isFalse();
        });

        assertThat(remember("shipping", "m")).isFalse();
    }

    @Test
    void transactionThatFindsAMessageKnown_goesOn() {
        remember("shipping", "m");

        fixture.inTransaction(() -> {
            assertThat(inbox.remember("shipping", "m")).isFalse();
            assertThat(inbox.remember("shipping", "n")).isTrue();
            store.append(0, List.of(envelope("a")));
        });

        assertThat(remember("shipping", "n")).isFalse();
        assertThat(ids(ready(0))).containsExactly("a");
    }

    @Test
    void messageOfATransactionThatRolledBack_isNew() {
        assertThatThrownBy(() -> fixture.inTransaction(() -> {
                    assertThat(inbox.remember("shipping", "m")).isTrue();
                    throw new IllegalStateException("the work failed");
                }))
                .hasMessage("the work failed");

        assertThat(remember("shipping", "m")).isTrue();
    }

    @Test
    void longestNamesAndAnyCharacters_areRememberedAsTheyAre() {
        String consumer = "c".repeat(99);
        String id = "\ud83d\udca5".repeat(127);
        for (String end : List.of("a", "A", "\u00e1")) {
            assertThat(remember(consumer + end, id + end)).isTrue();
            assertThat(remember(consumer + end, id + end)).isFalse();
            assertThat(remember("shipping", id + end)).isTrue();
        }
    }

    @Test
    void forgottenMessage_isNew() {
        remember("shipping", "m");
        remember("billing", "m");

        assertThat(inTransaction(() -> inbox.forget("shipping", "m"))).isTrue();
        assertThat(inTransaction(() -> inbox.forget("shipping", "m"))).isFalse();
        assertThat(remember("shipping", "m")).isTrue();
        assertThat(remember("billing", "m")).isFalse();
    }

    @Test
    void messageForgottenByATransactionThatRolledBack_isKnown() {
        remember("shipping", "m");
        assertThatThrownBy(() -> fixture.inTransaction(() -> {
                    assertThat(inbox.forget("shipping", "m")).isTrue();
                    throw new IllegalStateException("the replay failed");
                }))
                .hasMessage("the replay failed");

        assertThat(remember("shipping", "m")).isFalse();
    }

    @Test
    void purge_forgetsWhatIsOlderThanTheRetentionInSteps() {
        for (String id : List.of("a", "b", "c")) {
            remember("shipping", id);
            remember("billing", id);
        }
        assertThat(purge(10)).isZero();
        fixture.advance(HOUR);
        remember("shipping", "young");

        assertThat(purge(4)).isEqualTo(4);
        assertThat(purge(4)).isEqualTo(2);
        assertThat(purge(4)).isZero();
        assertThat(remember("shipping", "young")).isFalse();
        for (String id : List.of("a", "b", "c")) {
            assertThat(remember("shipping", id)).isTrue();
            assertThat(remember("billing", id)).isTrue();
        }
    }

    @Test
    void messageThatAnotherTransactionWorksOn_isKnownOnceThatHasCommitted() {
        List<Future<Boolean>> second = new ArrayList<>();
        fixture.inTransaction(() -> {
            assertThat(inbox.remember("shipping", "m")).isTrue();
            second.add(begin(() -> inbox.remember("shipping", "m")));
            assertWaits(second.get(0));
        });

        assertRefused(second.get(0));
        assertThat(remember("shipping", "m")).isFalse();
    }

    @Test
    void messageThatAnotherTransactionWorksOn_isNewOnceThatHasRolledBack() {
        List<Future<Boolean>> second = new ArrayList<>();
        assertThatThrownBy(() -> fixture.inTransaction(() -> {
                    assertThat(inbox.remember("shipping", "m")).isTrue();
                    second.add(begin(() -> inbox.remember("shipping", "m")));
                    assertWaits(second.get(0));
                    throw new IllegalStateException("the work failed");
                }))
                .hasMessage("the work failed");

        assertThat(resultOf(second.get(0))).isTrue();
        assertThat(remember("shipping", "m")).isFalse();
    }

    /** Two who wait for the same may deadlock when it is free, on InnoDB: then the database ends one. */
    @Test
    void ofThreeTransactionsAtOnceTheFirstOfWhichRollsBack_oneWorks() {
        List<Future<Boolean>> others = new ArrayList<>();
        assertThatThrownBy(() -> fixture.inTransaction(() -> {
                    assertThat(inbox.remember("shipping", "m")).isTrue();
                    for (int i = 0; i < 2; i++) {
                        others.add(begin(() -> inbox.remember("shipping", "m")));
                        assertWaits(others.get(i));
                    }
                    throw new IllegalStateException("the work failed");
                }))
                .hasMessage("the work failed");

        int worked = 0;
        for (Future<Boolean> each : others) {
            try {
                worked += each.get(30, TimeUnit.SECONDS) ? 1 : 0;
            } catch (ExecutionException e) {
                assertThat(e).hasStackTraceContaining("Exception"); // it has rolled back
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        assertThat(worked).isEqualTo(1);
        assertThat(remember("shipping", "m")).isFalse();
    }

    @Test
    void otherMessagesAndOtherConsumers_doNotWait() {
        fixture.inTransaction(() -> {
            assertThat(inbox.remember("shipping", "m")).isTrue();
            assertThat(elsewhere(() -> inbox.remember("shipping", "n"))).isTrue();
            assertThat(elsewhere(() -> inbox.remember("shipping", "l"))).isTrue();
            assertThat(elsewhere(() -> inbox.remember("billing", "m"))).isTrue();
            assertThat(elsewhere(() -> inbox.remember("tracking", "m"))).isTrue();
        });
    }

    @Test
    void purge_makesNewMessagesWaitForNothing() {
        for (String id : List.of("a", "c", "e")) {
            remember("shipping", id);
        }
        fixture.advance(HOUR.dividedBy(2));
        remember("shipping", "d");
        fixture.advance(HOUR.dividedBy(2));

        fixture.inTransaction(() -> {
            assertThat(inbox.purge(HOUR, 10)).isEqualTo(3);
            assertThat(elsewhere(() -> inbox.remember("shipping", "b"))).isTrue();
            assertThat(elsewhere(() -> inbox.remember("shipping", "f"))).isTrue();
        });

        assertThat(remember("shipping", "b")).isFalse();
        assertThat(remember("shipping", "c")).isTrue();
    }

    @Test
    void twoPurgesAtOnce_doNotWaitForEachOther() {
        for (String id : List.of("a", "b", "c", "d")) {
            remember("shipping", id);
        }
        fixture.advance(HOUR);

        int both = inTransaction(() -> inbox.purge(HOUR, 2) + elsewhere(() -> inbox.purge(HOUR, 10)));

        assertThat(both).isBetween(2, 6);
        purge(10);
        assertThat(remember("shipping", "a")).isTrue();
    }

    private boolean remember(String consumer, String id) {
        return inTransaction(() -> inbox.remember(consumer, id));
    }

    private int purge(int max) {
        return inTransaction(() -> inbox.purge(HOUR, max));
    }

    private <T> T inTransaction(Callable<T> work) {
        return fixture.inTransaction(() -> {
            try {
                return work.call();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }
}

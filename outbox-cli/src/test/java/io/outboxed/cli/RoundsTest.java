package io.outboxed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.cli.Cli.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Work that takes the console more than one request. */
class RoundsTest extends ConsoleTest {

    private List<FakeConsole.Request> rounds() {
        return console.requests("/dead-letters/redrive");
    }

    @Test
    void more_isAskedForWithTheSameRequest_andSummedUp() {
        console.answers("/dead-letters/count", Samples.counted(250))
                .answersInTurn(
                        "/dead-letters/redrive",
                        Samples.done(100, 1, 2, true),
                        Samples.done(100, 0, 2, true),
                        Samples.done(47, 0, 3, false));

        Outcome outcome = cli.run("dead", "redrive", "--all", "--yes");

        assertThat(outcome.out().strip()).isEqualTo("redriven 247, gone 1, expired 3");
        assertThat(outcome.err())
                .contains("... redriven 100, gone 1, expired 2")
                .contains("... redriven 200, gone 1, expired 2");
        assertThat(rounds())
                .extracting(FakeConsole.Request::body)
                .hasSize(3)
                .containsOnly(rounds().get(0).body());
    }

    @Test
    void round_thatDidNothing_isTheLast() {
        console.answers("/dead-letters/count", Samples.counted(5))
                .answersInTurn("/dead-letters/redrive", Samples.done(2, 0, 3, true), Samples.done(0, 0, 3, true));

        Outcome outcome = cli.run("dead", "redrive", "--all", "--yes");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("The last request did nothing");
        assertThat(rounds()).hasSize(2);
    }

    @Test
    void idsThatARoundHasNotLookedAt_areAskedForInTheNext() {
        console.answersInTurn(
                "/dead-letters/redrive", Samples.done(1, 1, 0, true, "c", "d"), Samples.done(1, 0, 1, false));

        Outcome outcome = cli.run("dead", "redrive", "--yes", "a", "b", "c", "d");

        assertThat(outcome.out().strip()).isEqualTo("redriven 2, gone 1, expired 1");
        assertThat(outcome.exitCode()).isEqualTo(1); // not all
        assertThat(rounds())
                .extracting(FakeConsole.Request::body)
                .containsExactly("{\"ids\":[\"a\",\"b\",\"c\",\"d\"]}", "{\"ids\":[\"c\",\"d\"]}");
    }

    @Test
    void roundThatLeavesAllIdsThatItWasAskedFor_isTheLast() {
        console.answers("/dead-letters/redrive", Samples.done(0, 0, 0, true, "a", "b"));

        Outcome outcome = cli.run("dead", "redrive", "--yes", "a", "b");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("The last request did nothing");
        assertThat(rounds()).hasSize(1);
    }

    @Test
    void retryingEntriesThatFailAgainMeanwhile_areNotTakenForEver() {
        console.answers("/retrying/count", Samples.counted(150))
                .answers("/retrying/retry", Samples.done(100, 0, 0, true));

        Outcome outcome = cli.run("retrying", "retry", "--all", "--yes");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith("made due now 200");
        assertThat(console.requests("/retrying/retry")).hasSize(2);
    }

    @Test
    void failure_inBetween_saysWhatWasDoneBefore() {
        console.answers("/dead-letters/count", Samples.counted(5)).handles("/dead-letters/redrive", exchange -> {
            boolean first = rounds().size() == 1;
            FakeConsole.send(
                    exchange,
                    first ? 200 : 409,
                    "application/json",
                    first
                            ? Samples.done(2, 0, 0, true)
                            : "{\"error\":{\"code\":\"OUTBOX-3018\",\"message\":\"Lane 4 was busy\",\"field\":null}}");
        });

        Outcome outcome = cli.run("dead", "redrive", "--all", "--yes");

        assertThat(outcome.exitCode()).isEqualTo(5);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("Until then: redriven 2, gone 0, expired 0")
                .contains("OUTBOX-3018 Lane 4 was busy. Try again.");
    }

    @Test
    void ctrlC_inBetween_saysWhatWasDoneBefore() {
        Thread command = Thread.currentThread();
        console.answers("/dead-letters/count", Samples.counted(5)).handles("/dead-letters/redrive", exchange -> {
            if (rounds().size() == 1) {
                FakeConsole.send(exchange, 200, "application/json", Samples.done(2, 0, 0, true));
            } else {
                command.interrupt();
                console.awaitClose();
            }
        });

        Outcome outcome = cli.run("dead", "redrive", "--all", "--yes");

        assertThat(outcome.exitCode()).isEqualTo(130);
        assertThat(outcome.err()).contains("Until then: redriven 2").contains("ended by Ctrl-C");
    }
}

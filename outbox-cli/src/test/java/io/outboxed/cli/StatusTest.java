package io.outboxed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.cli.Cli.Outcome;
import jakarta.json.Json;
import org.junit.jupiter.api.Test;

class StatusTest extends ConsoleTest {

    @Test
    void overview_isShownInEightyColumns() {
        Outcome outcome = cli.run("status");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(outcome.out())
                .contains("Application  shop at " + console.url())
                .contains("Relay        runs, with 2 workers")
                .contains("Paused       warehouse since 2026-11-01T09:40:00Z")
                .contains("Away         nothing")
                .contains("published 12,345 (10.3/s), sent 12,300 (12.5/s), duplicates 1")
                .containsPattern("orders +16 +0 +2 +~1.2M +3 +12s\n")
                .containsPattern("warehouse-of-the- +1 +0 +2 +~1.2M +0 +0s  AWAY\nnorth +PAUSE\n")
                .containsPattern("total +17 ");
    }

    @Test
    void relay_thatDoesNotRun_isSaidAloud() {
        console.answers(
                "/overview",
                Samples.overview(0, 0)
                        .add("relayRunning", false)
                        .add("allPaused", true)
                        .add("allPausedSince", "2026-11-01T09:50:00Z")
                        .build()
                        .toString());

        assertThat(cli.run("status").out())
                .contains("does NOT run on this node")
                .contains("ALL since 2026-11-01T09:50:00Z; by themselves also warehouse since 2026-11-01T09:40:00Z");
    }

    @Test
    void relay_thatIsSwitchedOff_isSaidAloudAndFailsTheCheck() {
        console.answers(
                "/overview",
                Samples.overview(0, 0)
                        .add("relayRunning", false)
                        .add("relayEnabled", false)
                        .build()
                        .toString());

        assertThat(cli.run("status").out()).contains("Relay        does NOT run on this node: switched off");
        Outcome check = cli.run("status", "--check");
        assertThat(check.exitCode()).isEqualTo(6);
        assertThat(check.out()).contains("the relay does not run on this node: it is switched off");
    }

    @Test
    void changeDataCapture_isNoTrouble() {
        console.answers(
                "/overview",
                Samples.overview(0, 0)
                        .add("relayRunning", false)
                        .add("relayEnabled", false)
                        .add("cdcSlot", "outboxed")
                        .build()
                        .toString());

        assertThat(cli.run("status").out())
                .contains("Relay        off: change data capture sends, by replication slot outboxed");
        assertThat(cli.run("status", "--check").exitCode()).isZero();
    }

    @Test
    void json_isTheConsolesInOneLine() {
        assertThat(cli.run("status", "--json").out()).isEqualTo(Samples.overview() + System.lineSeparator());
    }

    @Test
    void check_ofAHealthyOutbox_passes() {
        Outcome outcome = cli.run("status", "--check", "--max-age", "5m", "--max-dead", "3");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .isEqualTo("OUTBOX OK - 17 pending | pending=17 dead=3;;3 age=12.4s;;300.0" + System.lineSeparator());
    }

    @Test
    void check_withoutLimits_asksForNone() {
        console.answers("/overview", Samples.overview(9_999, 1e6).build().toString());

        assertThat(cli.run("status", "--check").exitCode()).isZero();
    }

    @Test
    void check_ofTooManyDeadLetters_fails() {
        Outcome outcome = cli.run("status", "--check", "--max-dead", "2");

        assertThat(outcome.exitCode()).isEqualTo(6);
        assertThat(outcome.out()).startsWith("OUTBOX CRITICAL - 3 dead letters, more than 2 | ");
    }

    @Test
    void check_ofAnAgeOnBothSidesOfItsLimit_failsOnOne() {
        assertThat(cli.run("status", "--check", "--max-age", "12s400ms").exitCode())
                .isZero();
        assertThat(cli.run("status", "--check", "--max-age", "12s399ms").exitCode())
                .isEqualTo(6);
    }

    @Test
    void check_ofWhatIsAway_namesIt_withoutABarThatWouldEndTheText() {
        console.answers("/overview", Samples.away("broker|main"));

        Outcome outcome = cli.run("status", "--check");

        assertThat(outcome.exitCode()).isEqualTo(6);
        assertThat(outcome.out()).startsWith("OUTBOX CRITICAL - broker/main is away since 2026-11-01T09:59:00Z | ");
    }

    @Test
    void check_withoutARelay_fails() {
        console.answers(
                "/overview",
                Samples.overview(0, 0).add("relayRunning", false).build().toString());

        Outcome outcome = cli.run("status", "--check", "--json");

        assertThat(outcome.exitCode()).isEqualTo(6);
        assertThat(outcome.err()).startsWith("OUTBOX CRITICAL - the relay does not run on this node");
        assertThat(outcome.out()).startsWith("{");
    }

    @Test
    void limit_withoutCheck_isAUsageError() {
        assertThat(cli.run("status", "--max-dead", "0").exitCode()).isEqualTo(2);
    }

    @Test
    void answer_withoutAField_isAnErrorThatNamesIt() {
        console.answers(
                "/overview",
                Json.createObjectBuilder().add("taken", Samples.TAKEN).build().toString());

        Outcome outcome = cli.run("status");

        assertThat(outcome.exitCode()).isEqualTo(5);
        assertThat(outcome.err()).contains("'application'");
    }

    @Test
    void lanes_areATable() {
        console.answers(
                "/lanes",
                "{\"lanes\":[{\"lane\":0,\"owner\":\"HERE\",\"ready\":true,\"oldestAgeSeconds\":75,\"nextLook\":null},"
                        + "{\"lane\":1,\"owner\":\"ELSEWHERE\",\"ready\":false,\"oldestAgeSeconds\":0,"
                        + "\"nextLook\":\"2026-11-01T10:00:05Z\"}]}");

        Outcome outcome = cli.run("lanes");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().lines())
                .containsExactly(
                        "LANE  OWNER      READY  OLDEST  NEXT DUE",
                        "   0  here       yes     1m15s",
                        "   1  elsewhere  no             2026-11-01T10:00:05Z");
        assertThat(cli.run("lanes", "--json").out()).startsWith("{\"lanes\":[");
    }
}

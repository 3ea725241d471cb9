package io.outboxed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.cli.Cli.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Applications with several outboxes. */
class UnitTest extends ConsoleTest {
    private static final String PAUSED = "{\"changed\":true,\"allPaused\":true,\"paused\":[]}";
    private static final String COUNT = "{\"value\":1,\"exact\":true}";
    private static final String DONE = "{\"done\":1,\"gone\":0,\"expired\":0,\"more\":false,\"remaining\":[]}";
    private static final String PAGE = "{\"entries\":[],\"next\":null}";

    private void answerEverything() {
        console.answers("/pause", PAUSED).answers("/resume", PAUSED).answers("/lanes", "{\"lanes\":[]}");
        for (String list : List.of("/dead-letters", "/retrying")) {
            console.answers(list, PAGE).answers(list + "/count", COUNT);
        }
        for (Change change : Change.values()) {
            console.answers(change.path(), DONE);
        }
        console.handles(
                "/events",
                exchange -> FakeConsole.send(
                        exchange,
                        200,
                        "text/event-stream",
                        "event: overview\ndata: " + Samples.overview(0, 0).build() + "\n\n"));
    }

    @Test
    void unit_isSaidInEachRequestOfEachCommand() {
        answerEverything();
        for (String command : List.of(
                "status",
                "status --check",
                "lanes",
                "watch --updates 1",
                "pause --all",
                "resume --all",
                "dead list",
                "dead count",
                "dead show a",
                "dead show a --content",
                "dead redrive --all --yes",
                "dead discard a --yes",
                "retrying list",
                "retrying count",
                "retrying show a",
                "retrying retry --key k --yes")) {
            int before = console.requests().size();

            cli.run((command + " --unit audit").split(" "));

            assertThat(console.requests().subList(before, console.requests().size()))
                    .as(command)
                    .isNotEmpty()
                    .allSatisfy(request -> assertThat(request.query()).containsEntry("unit", "audit"));
        }
    }

    @Test
    void unit_ofTheVariable_holdsUnlessThereIsAnOption() {
        cli.environment.put("OUTBOX_UNIT", "audit");

        Outcome outcome = cli.run("status");
        assertThat(outcome.out()).contains("Outbox       audit\n");
        assertThat(console.last().query()).isEqualTo(Map.of("unit", "audit"));

        cli.run("status", "--unit", "übrige & more");
        assertThat(console.last().query()).isEqualTo(Map.of("unit", "übrige & more"));

        assertThat(cli.run("--unit", "", "status").out()).doesNotContain("Outbox ");
        assertThat(console.last().query()).isEmpty();
    }

    @Test
    void mainOutbox_isMeantWithoutIt() {
        assertThat(cli.run("status").out()).doesNotContain("Outbox ");
        assertThat(console.last().query()).isEmpty();
    }

    @Test
    void unitThatIsNotKnown_isAUsageError() {
        console.fails("/overview", 404, "OUTBOX-7009", "There is no outbox 'adit' beside the main one, but audit.");

        Outcome outcome = cli.run("status", "--unit", "adit");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("OUTBOX-7009", "but audit");
    }
}

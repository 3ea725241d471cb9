package io.outboxed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.cli.Cli.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeTest extends ConsoleTest {

    private static final String NOW = "2026-11-01T10:00:00.124Z";

    @Test
    void ids_areRedriven() {
        console.answers("/dead-letters/redrive", Samples.done(2, 0, 0, false));

        Outcome outcome = cli.run("dead", "redrive", "--yes", "a", "b", "a");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().strip()).isEqualTo("redriven 2, gone 0, expired 0");
        assertThat(outcome.err()).isEmpty();
        assertThat(console.requests()).hasSize(1);
        assertThat(console.last().body()).isEqualTo("{\"ids\":[\"a\",\"b\"]}");
        assertThat(console.last().console()).isNotNull();
    }

    @Test
    void entriesThatAreGoneOrExpired_areExitCodeOne() {
        console.answers("/dead-letters/redrive", Samples.done(1, 1, 1, false));

        Outcome outcome = cli.run("dead", "redrive", "--yes", "--json", "a", "b", "c");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out().strip()).isEqualTo(Samples.done(1, 1, 1, false));
        assertThat(outcome.err()).contains("Gone: ").contains("Expired: ");
    }

    @Test
    void filterOfDeadLetters_endsWithWhatIsThereNow() {
        console.answers("/dead-letters/count", Samples.counted(1))
                .answers("/dead-letters/discard", Samples.done(1, 0, 0, false));

        Outcome outcome = cli.run("dead", "discard", "--yes", "--destination", "orders");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().strip()).isEqualTo("discarded 1, gone 0, expired 0");
        assertThat(console.last().body())
                .isEqualTo("{\"filter\":{\"destination\":\"orders\",\"before\":\"" + NOW + "\"}}");
    }

    @Test
    void before_isKeptWhereItIsEarlier_andNeverLaterThanNow() {
        console.answers("/dead-letters/count", Samples.counted(1))
                .answers("/dead-letters/redrive", Samples.done(1, 0, 0, false));

        cli.run("dead", "redrive", "--yes", "--before", "1h");
        assertThat(console.last().body()).isEqualTo("{\"filter\":{\"before\":\"2026-11-01T09:00:00.123Z\"}}");

        cli.run("dead", "redrive", "--yes", "--before", "2027-01-01T00:00:00Z");
        assertThat(console.last().body()).isEqualTo("{\"filter\":{\"before\":\"" + NOW + "\"}}");
    }

    @Test
    void allRetrying_areTriedNow_wheneverTheyAreDue() {
        console.answers("/retrying/count", Samples.counted(5)).answers("/retrying/retry", Samples.done(5, 0, 0, false));

        Outcome outcome = cli.run("retrying", "retry", "--all", "--yes");

        assertThat(outcome.exitCode()).isZero();
        assertThat(console.last().body()).isEqualTo("{\"filter\":{}}");
    }

    @Test
    void nothingThatMeetsAFilter_isNoError() {
        console.answers("/dead-letters/count", Samples.counted(0));

        Outcome outcome = cli.run("dead", "redrive", "--all", "--json");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().strip()).isEqualTo(Samples.done(0, 0, 0, false));
        assertThat(outcome.err()).isEmpty();
        assertThat(cli.run("dead", "redrive", "--all").out().strip()).isEqualTo("there is nothing to redrive");
    }

    @Test
    void person_isAskedWithTheNumber() {
        console.answers("/dead-letters/count", Samples.count(10_000, false).toString())
                .answers("/dead-letters/discard", Samples.done(12_000, 0, 0, false));

        assertThat(cli.types("y").run("dead", "discard", "--all").exitCode()).isZero();
        assertThat(cli.questions).containsExactly("Discard ~10,000 dead letters? [y/N] ");
    }

    @Test
    void person_whoDoesNotSayYes_changesNothing() {
        console.answers("/dead-letters/count", Samples.counted(1));

        Outcome outcome = cli.types("n").run("dead", "discard", "--all");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("Nothing was done.");
        assertThat(cli.types().run("dead", "redrive", "a").exitCode()).isEqualTo(1);
        assertThat(console.requests()).noneMatch(each -> each.method().equals("POST"));
        assertThat(cli.questions).containsExactly("Discard 1 dead letter? [y/N] ", "Redrive 1 dead letter? [y/N] ");
    }

    @Test
    void script_withoutYes_isRefused() {
        Outcome outcome = cli.run("dead", "discard", "a");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("no terminal")
                .contains("discard 1 dead letter")
                .contains("--yes");
        assertThat(console.requests()).isEmpty();
    }

    @Test
    void dryRun_onlyCounts() {
        console.answers("/dead-letters/count", Samples.counted(3));

        assertThat(cli.run("dead", "redrive", "--all", "--dry-run").out().strip())
                .isEqualTo("would redrive 3 dead letters");
        assertThat(cli.run("dead", "redrive", "--all", "--dry-run", "--json")
                        .out()
                        .strip())
                .isEqualTo(Samples.counted(3));
        assertThat(console.requests()).noneMatch(each -> each.method().equals("POST"));
    }

    @Test
    void dryRun_ofIds_looksForEach() {
        console.handles(
                "/dead-letters/count",
                exchange -> FakeConsole.send(
                        exchange,
                        200,
                        "application/json",
                        Samples.counted(exchange.getRequestURI().getQuery().equals("id=a") ? 1 : 0)));

        Outcome outcome = cli.run("dead", "redrive", "--dry-run", "a", "b");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out().strip()).isEqualTo("would redrive 1 dead letter");
    }

    @Test
    void ids_comeFromAFileOrTheStandardInput(@TempDir Path directory) throws Exception {
        console.answers("/dead-letters/redrive", Samples.done(2, 0, 0, false));
        Path file = Files.writeString(directory.resolve("ids"), "a\r\n\n  b \na\n");

        cli.run("dead", "redrive", "--yes", "--ids-from-file", file.toString());
        assertThat(console.last().body()).isEqualTo("{\"ids\":[\"a\",\"b\"]}");

        cli.reads("c\nd\n").run("dead", "redrive", "--yes", "-");
        assertThat(console.last().body()).isEqualTo("{\"ids\":[\"c\",\"d\"]}");

        cli.reads("e\n").run("dead", "redrive", "--yes", "--ids-from-file", "-");
        assertThat(console.last().body()).isEqualTo("{\"ids\":[\"e\"]}");

        int requests = console.requests().size();
        assertThat(cli.reads("").run("dead", "redrive", "--yes", "-").exitCode())
                .isZero();
        assertThat(console.requests()).hasSize(requests);
    }

    @Test
    void moreThanAThousandIds_goInSeveralRequests() {
        console.answersInTurn("/dead-letters/redrive", Samples.done(999, 1, 0, false), Samples.done(1, 0, 0, false));
        String ids = IntStream.rangeClosed(1, 1001).mapToObj(String::valueOf).collect(Collectors.joining("\n"));

        Outcome outcome = cli.reads(ids).run("dead", "redrive", "--yes", "-");

        assertThat(outcome.out().strip()).isEqualTo("redriven 1,000, gone 1, expired 0");
        assertThat(console.last().body()).isEqualTo("{\"ids\":[\"1001\"]}");
    }

    @Test
    void neitherNorSeveralSelections_areUsageErrors() {
        assertThat(cli.run("dead", "redrive", "--yes").err()).contains("Which entries?");
        assertThat(cli.run("dead", "redrive", "--yes", "a", "--all").exitCode()).isEqualTo(2);
        assertThat(cli.run("dead", "redrive", "--yes", "--key", "k", "--all").exitCode())
                .isEqualTo(2);
        assertThat(cli.run("dead", "redrive", "--yes", "--ids-from-file", "/no/such/file")
                        .err())
                .contains("cannot read /no/such/file");
        assertThat(console.requests()).isEmpty();
    }
}

package io.outboxed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.cli.Cli.Outcome;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListTest extends ConsoleTest {

    @Test
    void deadLetters_areListedInEightyColumns() {
        console.answers("/dead-letters", Samples.page(null, "01997e2c-0000-7000-8000-000000000001"));

        Outcome outcome = cli.run("dead", "list");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines())
                .containsExactly(
                        "ID                                    BURIED                DESTINATION",
                        "01997e2c-0000-7000-8000-000000000001  2026-11-01T09:30:00Z  orders",
                        "  OrderPlaced, key 4711, 8 attempts, OUTBOX-4003 jakarta.jms.JMSException");
        assertThat(console.last().query()).isEqualTo(Map.of("max", "50"));
    }

    @Test
    void filter_isSentAsTheContractSays() {
        console.answers("/retrying", Samples.page(null, new String[0]));

        Outcome outcome = cli.run(
                "retrying",
                "list",
                "--destination=a b",
                "--type=T",
                "--key=k&+",
                "--id=1",
                "--error=Connexion refusée",
                "--from=2026-11-01T11:00:00+01:00",
                "--before=1h30m",
                "--max=7");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).contains("There are no such retrying entries.");
        assertThat(console.last().query())
                .containsOnly(
                        Map.entry("destination", "a b"),
                        Map.entry("type", "T"),
                        Map.entry("key", "k&+"),
                        Map.entry("id", "1"),
                        Map.entry("error", "Connexion refusée"),
                        Map.entry("from", "2026-11-01T10:00:00Z"),
                        Map.entry("before", "2026-11-01T08:30:00.123Z"),
                        Map.entry("max", "7"));
    }

    @Test
    void page_thatIsEmptyAndNotTheLast_isGoneOnFrom() {
        console.answersInTurn("/dead-letters", Samples.page("x", new String[0]), Samples.page(null, "a"));

        Outcome outcome = cli.run("dead", "list", "--destination", "rare");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("OrderPlaced");
        assertThat(console.last().query()).containsEntry("after", "x");
    }

    @Test
    void page_thatIsNotTheLast_saysHowToGoOn() {
        console.answers("/dead-letters", Samples.page("0:17", "a", "b"));

        Outcome outcome = cli.run("dead", "list", "--max", "2");

        assertThat(outcome.err()).contains("There are more: --after '0:17' goes on");
        assertThat(console.requests()).hasSize(1);
    }

    @Test
    void after_goesOnThere() {
        console.answers("/dead-letters", Samples.page(null, "c"));

        cli.run("dead", "list", "--after", "0:17");

        assertThat(console.last().query()).containsEntry("after", "0:17");
    }

    @Test
    void more_thanAPage_isFetchedPageByPage() {
        console.answersInTurn(
                "/dead-letters", Samples.page("p2", "a"), Samples.page("p3", "b"), Samples.page(null, "c"));

        Outcome outcome = cli.run("dead", "list", "--all", "--json");

        assertThat(outcome.out().lines())
                .containsExactly(Samples.page("p2", "a"), Samples.page("p3", "b"), Samples.page(null, "c"));
        assertThat(console.requests())
                .extracting(each -> each.query().get("after"))
                .containsExactly(null, "p2", "p3");
        assertThat(console.requests())
                .extracting(each -> each.query().get("max"))
                .containsOnly("1000");
    }

    @Test
    void max_aboveAPage_isSharedOut() {
        String thousand = Samples.page(
                "p2", IntStream.range(0, 1000).mapToObj(String::valueOf).toArray(String[]::new));
        console.answersInTurn("/dead-letters", thousand, Samples.page("p3", "x"));

        cli.run("dead", "list", "--max", "1001");

        assertThat(console.requests())
                .extracting(each -> each.query().get("max"))
                .containsExactly("1000", "1");
    }

    @Test
    void maxAndAll_excludeEachOther() {
        assertThat(cli.run("dead", "list", "--max", "1", "--all").exitCode()).isEqualTo(2);
        assertThat(cli.run("dead", "list", "--max", "0").exitCode()).isEqualTo(2);
    }

    @Test
    void count_isANumber_withATildeWhereItIsNotExact() {
        console.answers("/dead-letters/count", Samples.counted(1_234))
                .answers("/retrying/count", Samples.count(10_000, false).toString());

        assertThat(cli.run("dead", "count", "--key", "k").out().strip()).isEqualTo("1,234");
        assertThat(console.last().query()).isEqualTo(Map.of("key", "k"));
        assertThat(cli.run("retrying", "count").out().strip()).isEqualTo("~10,000");
        assertThat(cli.run("retrying", "count", "--json").out().strip()).isEqualTo("{\"value\":10000,\"exact\":false}");
    }

    @Test
    void time_thatIsNone_isAUsageError() {
        assertThat(cli.run("dead", "list", "--from", "yesterday").err())
                .contains("'yesterday' is no time; write 2026-");
        assertThat(cli.run("dead", "list", "--from", "10:00").exitCode()).isEqualTo(2);
        assertThat(console.requests()).isEmpty();
    }
}

package io.outboxed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.cli.Cli.Outcome;
import org.junit.jupiter.api.Test;

class PauseTest extends ConsoleTest {
    private static final String ONE = "{\"changed\":true,\"allPaused\":false,\"paused\":[\"warehouse\"]}";

    @Test
    void destination_isPaused() {
        console.answers("/pause", ONE);

        Outcome outcome = cli.run("pause", "warehouse");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().lines()).containsExactly("paused warehouse", "paused now: warehouse");
        assertThat(console.last().method()).isEqualTo("POST");
        assertThat(console.last().body()).isEqualTo("{\"destination\":\"warehouse\"}");
        assertThat(console.last().console()).isNotNull();
        assertThat(cli.run("pause", "warehouse", "--json").out().strip()).isEqualTo(ONE);
    }

    @Test
    void all_areResumed_butForThoseThatArePausedByThemselves() {
        console.answers("/resume", "{\"changed\":false,\"allPaused\":false,\"paused\":[\"warehouse\"]}");

        Outcome outcome = cli.run("resume", "--all");

        assertThat(outcome.out().lines())
                .containsExactly("resumed everything: it was so already", "paused now: warehouse");
        assertThat(console.last().body()).isEqualTo("{\"all\":true}");
    }

    @Test
    void all_arePaused() {
        console.answers("/pause", "{\"changed\":true,\"allPaused\":true,\"paused\":[]}");

        assertThat(cli.run("pause", "--all").out()).contains("paused now: everything\n");
    }

    @Test
    void neitherOrBoth_isAUsageError() {
        assertThat(cli.run("pause").exitCode()).isEqualTo(2);
        assertThat(cli.run("pause", "warehouse", "--all").exitCode()).isEqualTo(2);
        assertThat(console.requests()).isEmpty();
    }
}

package io.outboxed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.cli.Cli.Outcome;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HelpTest {

    private final Cli cli = new Cli();

    @Test
    void help_listsCommandsAndExitCodes_inEightyColumns() {
        Outcome outcome = cli.run("--help");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains("status", "watch", "retrying", "Exit codes:", "a check has found something wrong");
        assertThat(outcome.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(cli.run("dead", "redrive", "--help").out()).contains("--dry-run", "--url", "Exit codes:");
        assertThat(cli.run("--version").out()).startsWith("outbox ");
    }

    @Test
    void commandThatIsMissingOrUnknown_isAUsageError() {
        assertThat(cli.run().err()).contains("Which command?");
        assertThat(cli.run("dead").err()).contains("list, count, show, redrive, discard");
        assertThat(cli.run("stats").exitCode()).isEqualTo(2);
        assertThat(cli.run("status", "--nonsense").err()).contains("--nonsense").contains("See: outbox status --help");
    }

    @Test
    void url_isNeeded() {
        assertThat(cli.run("status").err()).contains("Give --url, or set OUTBOX_URL");
        assertThat(cli.run("status", "--url", "shop").exitCode()).isEqualTo(2);
        assertThat(cli.run("status", "--url", "http://a b").exitCode()).isEqualTo(2);
    }

    @Test
    void timeout_isATimeSpanAboveZero() {
        assertThat(cli.run("status", "--url", "http://127.0.0.1:1", "--timeout", "0s")
                        .err())
                .contains("--timeout is 0");
        assertThat(cli.run("status", "--timeout", "soon").err()).contains("'soon' is no time span");
    }

    @Test
    void completion_isAScript() {
        Outcome outcome = cli.run("generate-completion");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith("#!/usr/bin/env bash").contains("redrive");
    }

    @Test
    void noColor_isRespected() {
        assertThat(shell(Map.of()).isColourful()).isTrue();
        assertThat(shell(Map.of("NO_COLOR", "")).isColourful()).isTrue();
        assertThat(shell(Map.of("NO_COLOR", "1")).isColourful()).isFalse();
        assertThat(new Shell(Map.of(), null, null, null, Optional.empty(), null).isColourful())
                .isFalse();
    }

    private static Shell shell(Map<String, String> environment) {
        Terminal terminal = new Terminal() {
            @Override
            public String ask(String question) {
                return null;
            }

            @Override
            public char[] askSecretly(String question) {
                return null;
            }
        };
        return new Shell(
                environment,
                InputStream.nullInputStream(),
                new PrintWriter(Writer.nullWriter()),
                new PrintWriter(Writer.nullWriter()),
                Optional.of(terminal),
                Pause.REAL);
    }
}

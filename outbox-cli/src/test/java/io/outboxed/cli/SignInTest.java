package io.outboxed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.cli.Cli.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest extends ConsoleTest {

    @TempDir
    Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("secret"), text);
    }

    private static String basic(String both) {
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private String shown() {
        return console.last().authorization();
    }

    @Test
    void nothing_isShownByDefault() {
        assertThat(cli.run("status").exitCode()).isZero();
        assertThat(shown()).isNull();
    }

    @Test
    void password_comesFromAFileBeforeTheVariable() throws IOException {
        cli.environment.put("OUTBOX_PASSWORD", "other");

        cli.run(
                "status",
                "--user",
                "alice",
                "--password-file",
                file("s3cr t:ü\nmore\n").toString());

        assertThat(shown()).isEqualTo(basic("alice:s3cr t:ü"));
    }

    @Test
    void userAndPassword_comeFromVariables() {
        cli.environment.put("OUTBOX_USER", "alice");
        cli.environment.put("OUTBOX_PASSWORD", "secret");

        cli.run("status");

        assertThat(shown()).isEqualTo(basic("alice:secret"));
    }

    @Test
    void password_isAskedForOnATerminal() {
        cli.types("typed").run("status", "--user", "alice");

        assertThat(shown()).isEqualTo(basic("alice:typed"));
        assertThat(cli.questions).containsExactly("Password of alice: ");
    }

    @Test
    void password_thatNobodyCanBeAskedFor_isAUsageError() {
        Outcome outcome = cli.run("status", "--user", "alice");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("There is no password for 'alice'");
        assertThat(cli.types().run("status", "--user", "alice").exitCode()).isEqualTo(2);
    }

    @Test
    void token_comesFromAFileOrAVariable() throws IOException {
        cli.environment.put("OUTBOX_TOKEN", "eyJ.b");
        cli.run("status");
        assertThat(shown()).isEqualTo("Bearer eyJ.b");

        cli.run("status", "--token-file", file("eyJ.a\n").toString());
        assertThat(shown()).isEqualTo("Bearer eyJ.a");
    }

    @Test
    void option_goesBeforeVariables() {
        cli.environment.put("OUTBOX_TOKEN", "eyJ.b");
        cli.environment.put("OUTBOX_PASSWORD", "secret");

        cli.run("status", "--user", "alice");

        assertThat(shown()).isEqualTo(basic("alice:secret"));
    }

    @Test
    void userAndToken_excludeEachOther() throws IOException {
        String token = file("eyJ.a").toString();
        assertThat(cli.run("status", "--user", "alice", "--token-file", token).exitCode())
                .isEqualTo(2);
        cli.environment.put("OUTBOX_TOKEN", "eyJ.b");
        cli.environment.put("OUTBOX_USER", "alice");
        assertThat(cli.run("status").err()).contains("OUTBOX_USER and OUTBOX_TOKEN are both set");
    }

    @Test
    void fileThatIsMissingOrEmpty_isAUsageError() throws IOException {
        assertThat(cli.run("status", "--token-file", directory.resolve("none").toString())
                        .err())
                .contains("--token-file: cannot read");
        assertThat(cli.run("status", "--token-file", file("\nx").toString()).err())
                .contains("is empty");
        assertThat(cli.run("status", "--password-file", file("x").toString()).err())
                .contains("no user");
        assertThat(cli.run(
                                "status",
                                "--user",
                                "a:b",
                                "--password-file",
                                file("x").toString())
                        .err())
                .contains("has a colon");
    }

    @Test
    void verbose_tellsRequests_butNoSecret() {
        cli.environment.put("OUTBOX_PASSWORD", "hunter2");

        Outcome outcome = cli.run("--verbose", "status", "--user", "alice");

        assertThat(outcome.err())
                .contains("GET " + console.url() + "/outbox-console/api/outbox-v1/overview: 200")
                .doesNotContain("hunter2")
                .doesNotContain(basic("alice:hunter2"));
    }

    @Test
    void urlWithAPassword_isRefusedWithoutRepeatingIt() {
        Outcome outcome = cli.run("status", "--url", "http://alice:hunter2@127.0.0.1/shop");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("which others can see").doesNotContain("hunter2");
    }
}

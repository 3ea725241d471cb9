package io.outboxed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.cli.Cli.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest extends ConsoleTest {

    @ParameterizedTest
    @CsvSource({"400, 2", "401, 3", "403, 3", "404, 4", "409, 5", "418, 5", "500, 5", "503, 5"})
    void errorOfTheConsole_isToldWithItsCode(int status, int exitCode) {
        console.fails("/overview", status, "OUTBOX-7999", "It did not go well");

        Outcome outcome = cli.run("status");

        assertThat(outcome.exitCode()).isEqualTo(exitCode);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("outbox: ").contains(console.url());
        if (status != 401) {
            assertThat(outcome.err()).contains("OUTBOX-7999 It did not go well");
        }
    }

    @ParameterizedTest
    @CsvSource({"400, 5", "401, 3", "403, 3", "404, 4", "409, 5", "500, 5", "502, 5", "200, 4", "204, 4"})
    void pageOfSomethingElse_isToldFromTheConsoles(int status, int exitCode) {
        console.answers("/overview", status, "text/html", status == 204 ? "" : "<h1>Sorry</h1>");

        Outcome outcome = cli.run("status");

        assertThat(outcome.exitCode()).isEqualTo(exitCode);
        assertThat(outcome.err()).startsWith("outbox: ").doesNotContain("Sorry");
    }

    @ParameterizedTest
    @CsvSource({
        "OUTBOX-7006, 1, answers: OUTBOX-7006",
        "OUTBOX-7008, 4, There is no console at",
        "SHOP-1, 4, There is no console at"
    })
    void notFound_isAnEntryThatIsMissingOnlyIfTheConsoleSaysSo(String code, int exitCode, String text) {
        console.fails("/dead-letters/content", 404, code, "Not Found");

        Outcome outcome = cli.run("dead", "show", "--content", "--json", "a");

        assertThat(outcome.exitCode()).isEqualTo(exitCode);
        assertThat(outcome.err()).contains(text, code + " Not Found");
    }

    @Test
    void credentialsThatAreWrong_areToldFromNone() {
        console.answers("/overview", 401, "text/html", "");
        assertThat(cli.run("status").err()).contains("asks who you are (401). Give --user");

        cli.environment.put("OUTBOX_TOKEN", "x");
        assertThat(cli.run("status").err()).contains("does not accept these credentials (401)");
    }

    @Test
    void application_thatIsDown_cannotBeReached() {
        console.close();

        Outcome outcome = cli.run("status");

        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.err())
                .contains("the connection was refused")
                .contains("--url")
                .doesNotContain("\tat ");
        assertThat(cli.run("status", "--verbose").err())
                .contains("ConnectException")
                .contains("  at ");
    }

    @Test
    void host_thatIsUnknown_isNamed() {
        Outcome outcome = cli.run("status", "--url", "http://no-such-host.invalid/shop");

        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.err()).contains("the host 'no-such-host.invalid' is unknown");
    }

    @Test
    void plainServer_behindHttps_isAnErrorOfTls() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> refuse(plain));
            server.start();

            Outcome outcome = cli.run("status", "--url", "https://127.0.0.1:" + plain.getLocalPort() + "/shop");
            server.join();

            assertThat(outcome.exitCode()).isEqualTo(4);
            assertThat(outcome.err()).contains("TLS failed").contains("trust store");
        }
    }

    private static void refuse(ServerSocket plain) {
        try (Socket caller = plain.accept()) {
            caller.getInputStream().read();
            caller.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void answer_thatDoesNotCome_isWaitedForAsLongAsWasSaid() {
        console.hangs("/overview");

        Outcome outcome = cli.run("status", "--timeout", "50ms");

        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.err()).contains("within 50 ms").doesNotContain("may have been done");
    }

    @Test
    void answer_thatBeginsOnly_isNotWaitedForEither() {
        console.handles("/overview", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            console.awaitClose();
        });

        assertThat(cli.run("status", "--timeout", "200ms").exitCode()).isEqualTo(4);
    }

    @Test
    void connection_thatBreaks_isNoAnswer() {
        console.handles("/overview", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('{');
        });

        assertThat(cli.run("status").exitCode()).isEqualTo(4);
    }

    @Test
    void change_withoutAnAnswer_mayHaveBeenDone() {
        console.hangs("/pause");

        Outcome outcome = cli.run("pause", "--all", "--timeout", "50ms");

        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.err()).contains("may have been done all the same");
    }

    @Test
    void ctrlC_whileTheApplicationThinks_isExitCode130() {
        Thread command = Thread.currentThread();
        console.handles("/overview", exchange -> {
            command.interrupt();
            console.awaitClose();
        });

        Outcome outcome = cli.run("status");

        assertThat(outcome.exitCode()).isEqualTo(130);
        assertThat(outcome.err()).contains("ended by Ctrl-C");
    }

    @Test
    void redirection_toAnotherHost_isNotFollowed() throws IOException {
        cli.environment.put("OUTBOX_TOKEN", "secret");
        try (FakeConsole other = new FakeConsole().answers("/overview", Samples.overview())) {
            console.handles("/overview", exchange -> {
                exchange.getResponseHeaders().set("Location", other.url() + "/outbox-console/api/outbox-v1/overview");
                FakeConsole.send(exchange, 302, "text/html", "");
            });

            Outcome outcome = cli.run("status");

            assertThat(outcome.exitCode()).isEqualTo(4);
            assertThat(outcome.err()).contains("sends callers on to " + other.url());
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void redirection_onTheSameHost_isFollowed() {
        console.handles("/lanes", exchange -> {
            exchange.getResponseHeaders().set("Location", FakeConsole.API + "/overview");
            FakeConsole.send(exchange, 307, "text/html", "");
        });

        assertThat(cli.run("lanes").err()).contains("'lanes'");
        assertThat(console.requests("/overview")).hasSize(1);
    }

    @Test
    void redirection_ofAChange_isNotFollowed() {
        console.handles("/pause", exchange -> {
            exchange.getResponseHeaders().set("Location", FakeConsole.API + "/resume");
            FakeConsole.send(exchange, 307, "text/html", "");
        });

        assertThat(cli.run("pause", "--all").exitCode()).isEqualTo(4);
        assertThat(console.requests("/resume")).isEmpty();
    }

    @Test
    void redirection_inCircles_isGivenUp() {
        console.handles("/overview", exchange -> {
            exchange.getResponseHeaders().set("Location", FakeConsole.API + "/overview");
            FakeConsole.send(exchange, 302, "text/html", "");
        });

        assertThat(cli.run("status").err()).contains("again and again");
    }
}

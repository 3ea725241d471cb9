package io.outboxed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.outboxed.cli.Cli.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatchTest extends ConsoleTest {

    private static String event(String name, String json) {
        return "event: " + name + "\ndata: " + json + "\n\n";
    }

    private static void stream(HttpExchange exchange, String events) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream;charset=UTF-8");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(events.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private void streams(String events) {
        console.handles("/events", exchange -> stream(exchange, events));
    }

    @Test
    void updates_areALineEach() {
        streams(": hello\n\n" + event("overview", Samples.overview()) + event("overview", Samples.away("broker")));

        Outcome outcome = cli.run("watch", "--updates", "2");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().lines())
                .containsExactly(
                        "10:00:00Z pending 17, oldest 12s, retrying 2, dead 3, sent 12.5/s, paused warehouse",
                        "10:00:00Z pending 17, oldest 1s, retrying 2, dead 0, sent 12.5/s, paused warehouse, AWAY broker");
    }

    @Test
    void json_isALineForEachUpdate() {
        String failure = "{\"error\":{\"code\":\"OUTBOX-5001\",\"message\":\"No connection\",\"field\":null}}";
        streams(event("overview", Samples.overview()) + event("other", "{}") + event("failure", failure));

        Outcome outcome = cli.run("watch", "--json", "--updates", "2");

        assertThat(outcome.out().lines()).containsExactly(Samples.overview(), failure);
    }

    @Test
    void failureOfTheStore_isTold_andTheWatchGoesOn() {
        streams(event("failure", "{\"error\":{\"code\":\"OUTBOX-5001\",\"message\":\"No connection\",\"field\":null}}")
                + event("overview", Samples.overview()));

        Outcome outcome = cli.run("watch", "--updates", "2");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).contains("cannot read the store: OUTBOX-5001 No connection");
        assertThat(outcome.out()).contains("pending 17");
    }

    @Test
    void lostConnection_isMadeAgain_laterEachTime() {
        console.handles("/events", exchange -> {
            switch (console.requests("/events").size()) {
                case 1 -> stream(exchange, event("overview", Samples.overview()));
                case 2 -> FakeConsole.send(exchange, 503, "text/html", "starting");
                case 3 -> FakeConsole.send(exchange, 404, "text/html", "not deployed");
                default -> stream(exchange, event("overview", Samples.overview()));
            }
        });

        Outcome outcome = cli.run("watch", "--updates", "3");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().lines()).hasSize(3);
        assertThat(cli.pauses)
                .containsExactly(
                        Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMillis(500));
        assertThat(outcome.err()).contains("connects again in 0.5s").contains("connects again in 2s");
    }

    @Test
    void silence_isALostConnection() {
        console.handles("/events", exchange -> {
            stream(exchange, event("overview", Samples.overview()));
            console.awaitClose();
        });

        Outcome outcome = cli.run("watch", "--updates", "2", "--timeout", "1s");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).contains("has sent nothing for 1000 ms; connects again");
    }

    @Test
    void ctrlC_isHowItEnds() {
        streams(event("overview", Samples.overview()));
        cli.pause = time -> {
            throw new InterruptedException();
        };

        assertThat(cli.run("watch").exitCode()).isZero();
    }

    @Test
    void ctrlC_whileNothingComes_endsItToo() {
        Thread command = Thread.currentThread();
        console.handles("/events", exchange -> {
            stream(exchange, ": nothing yet\n\n");
            command.interrupt();
            console.awaitClose();
        });

        assertThat(cli.run("watch").exitCode()).isZero();
    }

    @Test
    void application_thatCannotBeReachedAtTheBeginning_isAnError() {
        console.close();

        assertThat(cli.run("watch").exitCode()).isEqualTo(4);
        assertThat(cli.pauses).isEmpty();
    }

    @Test
    void roleThatIsTakenAway_endsIt() {
        console.handles("/events", exchange -> {
            if (console.requests("/events").size() == 1) {
                stream(exchange, event("overview", Samples.overview()));
            } else {
                FakeConsole.send(exchange, 401, "text/html", "");
            }
        });

        assertThat(cli.run("watch").exitCode()).isEqualTo(3);
    }

    @Test
    void page_insteadOfEvents_isAnError() {
        console.answers("/events", 200, "text/html", "<form>");

        assertThat(cli.run("watch").err()).contains("no JSON but text/html");
    }
}

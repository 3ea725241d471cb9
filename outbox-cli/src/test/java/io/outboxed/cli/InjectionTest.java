package io.outboxed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever can publish a message must not be able to do something to an operator's terminal. */
class InjectionTest extends ConsoleTest {
    private static final String EVIL = "\u001b]0;owned\u0007\u009b2J\u202e\r\nDISGUISED\u0000\u007f";

    private static void assertHarmless(String text) {
        assertThat(text.lines()).noneMatch(line -> line.startsWith("DISGUISED"));
        assertThat(text.codePoints().filter(each -> each != '\n'))
                .noneMatch(each ->
                        Character.getType(each) == Character.CONTROL || Character.getType(each) == Character.FORMAT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dead list",
                "dead show a",
                "dead show --content a",
                "status",
                "status --check",
                "watch --updates 2"
            })
    void whatComesFromMessages_isEscaped(String command) {
        JsonObjectBuilder entry = Samples.entry("a" + EVIL)
                .add("key", EVIL)
                .add("type", EVIL)
                .add("destination", EVIL)
                .add("error", EVIL)
                .add("contentType", EVIL)
                .add("headerNames", Json.createArrayBuilder().add(EVIL));
        String failure = Json.createObjectBuilder()
                .add("error", Json.createObjectBuilder().add("code", "OUTBOX-1").add("message", EVIL))
                .build()
                .toString();
        console.answers("/dead-letters", Samples.page(null, entry))
                .answers("/dead-letters/content", Samples.content(EVIL + "@|bold x|@"))
                .answers("/overview", Samples.away(EVIL))
                .answers(
                        "/events",
                        200,
                        "text/event-stream",
                        "event: overview\ndata: " + Samples.away(EVIL) + "\n\nevent: failure\ndata: " + failure
                                + "\n\n");

        for (String json : new String[] {"", " --json"}) {
            Cli.Outcome outcome = cli.run((command + json).split(" "));

            assertThat(outcome.out() + outcome.err()).contains("owned");
            assertHarmless(outcome.out());
            assertHarmless(outcome.err());
        }
    }

    @Test
    void whatTheServerSaysAboutAFailure_isEscaped() {
        console.answers(
                "/overview",
                500,
                "application/json",
                Json.createObjectBuilder()
                        .add(
                                "error",
                                Json.createObjectBuilder().add("code", EVIL).add("message", EVIL))
                        .build()
                        .toString());

        assertHarmless(cli.run("status", "--verbose").err());
    }

    @Test
    void nextPage_isEscaped() {
        console.answers("/dead-letters", Samples.page(EVIL, "a"));

        assertHarmless(cli.run("dead", "list", "--max", "1").err());
    }
}

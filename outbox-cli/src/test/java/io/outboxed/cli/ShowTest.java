package io.outboxed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.cli.Cli.Outcome;
import jakarta.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShowTest extends ConsoleTest {

    @Test
    void entry_isShownFieldByField_withoutItsPayload() {
        console.answers("/dead-letters", Samples.page(null, "a"));

        Outcome outcome = cli.run("dead", "show", "a");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .containsPattern("id +a\n")
                .containsPattern("buried +2026-11-01T09:30:00.500Z\n")
                .containsPattern("error +OUTBOX-4003 jakarta.jms.JMSException\n")
                .containsPattern("payload +1,500 bytes\n")
                .containsPattern("headers +tenant\n");
        assertThat(console.requests()).hasSize(1);
        assertThat(console.last().query()).isEqualTo(Map.of("id", "a"));
    }

    @Test
    void json_isTheEntrysOwn() {
        console.answers("/retrying", Samples.page(null, "a"));

        assertThat(cli.run("retrying", "show", "a", "--json").out().strip())
                .isEqualTo(Samples.entry("a").build().toString());
    }

    @Test
    void id_thatIsNotThere_isExitCodeOne() {
        console.answers("/dead-letters", Samples.page(null, new String[0]));

        Outcome outcome = cli.run("dead", "show", "nobody");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("There is no dead letter with the id 'nobody'");
    }

    @Test
    void content_isPayloadAndHeaders() {
        console.answers("/dead-letters", Samples.page(null, "a"))
                .answers("/dead-letters/content", Samples.content("{\n\t\"total\": 5\n}"));

        Outcome outcome = cli.run("dead", "show", "--content", "a");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .containsPattern("tenant +String +north\n")
                .endsWith("PAYLOAD, application/json, 17 bytes\n  {\n      \"total\": 5\n  }\n");
        assertThat(cli.run("dead", "show", "--content", "a", "--json").out().strip())
                .isEqualTo(Samples.content("{\n\t\"total\": 5\n}"));
    }

    @Test
    void bytes_areShownInBase64() {
        console.answers("/retrying", Samples.page(null, "a"))
                .answers(
                        "/retrying/content",
                        Json.createObjectBuilder()
                                .add("id", "a")
                                .add("contentType", "application/octet-stream")
                                .add("size", 300_000)
                                .addNull("text")
                                .add("base64", "A".repeat(100))
                                .add("complete", false)
                                .add("headers", Json.createArrayBuilder())
                                .build()
                                .toString());

        assertThat(cli.run("retrying", "show", "--content", "a").out())
                .contains(
                        "300,000 bytes, in Base64; only its beginning\n  " + "A".repeat(76) + "\n  " + "A".repeat(24));
    }

    @Test
    void content_withoutTheRole_isExitCodeThree() {
        console.answers("/dead-letters", Samples.page(null, "a"))
                .fails("/dead-letters/content", 403, "OUTBOX-7002", "Needs the role outbox-operator");

        Outcome outcome = cli.run("dead", "show", "--content", "a");

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err()).contains("OUTBOX-7002 Needs the role outbox-operator");
    }

    @Test
    void content_thatHasGoneMeanwhile_isExitCodeOne() {
        console.fails("/dead-letters/content", 404, "OUTBOX-7006", "There is no such entry");

        assertThat(cli.run("dead", "show", "--content", "--json", "a").exitCode())
                .isEqualTo(1);
    }
}

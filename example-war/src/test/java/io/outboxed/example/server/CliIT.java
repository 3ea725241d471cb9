package io.outboxed.example.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outboxed.harness.Shop;
import io.outboxed.harness.ShopClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command line against the console of a server. */
class CliIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Shop shop;
    private ShopClient client;

    @BeforeEach
    void open() throws Exception {
        shop = Shop.open();
        client = shop.client();
    }

    @AfterEach
    void letThePartnerAccept() throws Exception {
        client.post("partner", "{\"refuses\":false}");
    }

    private record Result(int code, String text) {}

    private Result run(String user, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("cli.jar")));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("OUTBOX_URL", shop.server().uri("/example").toString());
        builder.environment().put("OUTBOX_USER", user);
        builder.environment().put("OUTBOX_PASSWORD", user);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), text);
    }

    @Test
    void deadLetter_isListedShownAndRedriven() throws Exception {
        client.post("partner", "{\"refuses\":true}");
        client.post("orders", "{\"customer\":\"cli\",\"item\":\"book\",\"quantity\":1,\"tellPartner\":true}");
        await().atMost(LIMIT).until(() -> {
            run("operator", "retrying", "retry", "--key", "cli", "--destination", "partner", "--yes");
            return run("viewer", "dead", "count", "--key", "cli").text().strip().startsWith("1");
        });

        Result list = run("viewer", "dead", "list", "--key", "cli");
        assertThat(list.code()).as(list.text()).isZero();
        assertThat(list.text()).contains("partner", "cli");
        Result refused = run("viewer", "dead", "redrive", "--key", "cli", "--yes");
        assertThat(refused.code()).as(refused.text()).isEqualTo(3);

        client.post("partner", "{\"refuses\":false}");
        Result redriven = run("operator", "dead", "redrive", "--key", "cli", "--yes");
        assertThat(redriven.code()).as(redriven.text()).isZero();
        await().atMost(LIMIT)
                .until(() -> client.get("deliveries?destination=partner&limit=10000")
                        .body()
                        .contains("\"key\":\"cli\""));
    }

    @Test
    void statusLanesPausesAndWatch_work() throws Exception {
        for (String[] command : List.of(
                new String[] {"status"},
                new String[] {"lanes"},
                new String[] {"pause", "nowhere"},
                new String[] {"resume", "nowhere"},
                new String[] {"watch", "--updates", "2", "--json"})) {
            Result result = run("operator", command);
            assertThat(result.code())
                    .as(String.join(" ", command) + ": " + result.text())
                    .isZero();
        }
        assertThat(run("nobody", "status").code()).isEqualTo(3);
    }
}

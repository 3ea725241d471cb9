package io.outboxed.example.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.outboxed.example.server.ConsoleUser.soon;
import static io.outboxed.example.server.ConsoleUser.soonSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.outboxed.harness.Shop;
import io.outboxed.harness.Traffic;
import java.io.BufferedReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several nodes on one database and one broker share the work, and do without each other. */
class SeveralNodesIT extends NodesScenario {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void twoNodes_shareTheWorkAndSendEverythingOnceAndInOrder() throws Exception {
        int before = nodes().audit().size();
        Set<Long> answered;
        try (Traffic traffic = traffic("shared-")) {
            awaitMoreAnswered(traffic, 400);
            awaitSentBy(ANN, before);
            awaitSentBy(BOB, before);
            answered = traffic.end();
        }

        nodes().awaitAllShipped(answered);
        assertThat(nodes().audit().repeated(before)).isEmpty();
    }

    @Test
    void aNodeThatJoins_takesPartAndItsDeathInAPassLosesNothing() throws Exception {
        Set<Long> answered;
        try (Traffic traffic = traffic("joined-")) {
            awaitMoreAnswered(traffic, 50);
            nodes().start(CID);
            awaitSentBy(CID, nodes().audit().size());

            killInPass(CID, traffic);
            awaitMoreAnswered(traffic, 50);
            answered = traffic.end();
        }

        nodes().awaitAllShipped(answered);
    }

    @Test
    void aNodeThatFreezesInAPass_isReplacedAndWorksAgainWhenItWakes() throws Exception {
        Set<Long> answered;
        try (Traffic traffic = traffic("frozen-")) {
            awaitMoreAnswered(traffic, 50);
            freezeInPassAndWake(BOB, traffic);
            answered = traffic.end();
        }

        nodes().awaitAllShipped(answered);
    }

    @Test
    void nodesRestartedOneByOneUnderLoad_sendEverythingOnceAndInOrder() throws Exception {
        int before = nodes().audit().size();
        Set<Long> answered;
        try (Traffic traffic = traffic("rolling-")) {
            for (String node : List.of(ANN, BOB)) {
                awaitMoreAnswered(traffic, 50);
                nodes().stop(node);
                nodes().start(node);
                awaitSentBy(node, nodes().audit().size());
            }
            answered = traffic.end();
        }

        nodes().awaitAllShipped(answered);
        assertThat(nodes().audit().repeated(before)).isEmpty();
    }

    @Test
    void whileTheDatabaseIsAway_theConsoleSaysSoInEveryAnswerAndItsPageAndEventsGoOnAfterwards() throws Exception {
        Shop shop = nodes().shop(ANN);
        AskedConsole console = new AskedConsole(shop.client());
        int log = shop.logSize();
        try (BufferedReader events = console.events()) {
            assertThat(AskedConsole.next(events, "overview")).contains("\"relayRunning\":true");
            nodes().database().stop();
            try {
                assertThat(AskedConsole.next(events, "failure")).contains("\"code\":\"OUTBOX-7007\"");
                console.answers().forEach((operation, reply) -> {
                    assertThat(reply.status())
                            .as(operation + ": " + reply.body())
                            .isEqualTo(503);
                    assertThat(reply.error().getString("code")).isEqualTo("OUTBOX-7007");
                    assertThat(reply.body()).doesNotContain("\tat ", "jdbc:", "127.0.0.1");
                });
                assertThat(console.withoutStore()).isEqualTo(Map.of("get /session", 200, "get /history", 200));
            } finally {
                nodes().database().restart();
            }
            assertThat(AskedConsole.next(events, "overview")).contains("\"relayRunning\":true");
        }
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> console.answers()
                        .forEach((operation, reply) -> assertThat(reply.status())
                                .as(operation + ": " + reply.body())
                                .isIn(200, 404))); // 404: there is no entry with the id
        assertThat(shop.logAfter(log))
                .anyMatch(line -> line.contains("OUTBOX-7012"))
                .anyMatch(line -> line.contains("OUTBOX-7010") && line.contains("discard") && line.contains("failed"))
                .noneMatch(line -> line.contains("at io.outboxed.console."));
    }

    @Test
    void aPageOfTheConsole_saysThatTheDatabaseIsAwayAndGoesOnByItself() throws Exception {
        Page page = BROWSER.open(
                nodes().shop(BOB).server().uri(ConsoleUser.CONSOLE), Browser.Size.DESKTOP, ColorScheme.LIGHT, "viewer");
        Locator connection = page.locator("#connection");
        assertThat(connection).hasAttribute("data-state", "live", soonSet());

        nodes().database().stop();
        try {
            assertThat(connection).hasAttribute("data-state", "lost", soonSet());
            assertThat(page.locator("#failure")).containsText("The outbox cannot be read now", soon());
            assertThat(page.locator("#failure")).containsText("Trying again");
        } finally {
            nodes().database().restart();
        }

        assertThat(connection).hasAttribute("data-state", "live", soonSet());
        assertThat(page.locator("#failure")).isEmpty();
    }
}

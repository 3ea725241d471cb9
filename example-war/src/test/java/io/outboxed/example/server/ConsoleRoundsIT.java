package io.outboxed.example.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.outboxed.example.server.ConsoleUser.CONSOLE;
import static io.outboxed.example.server.ConsoleUser.DEAD;
import static io.outboxed.example.server.ConsoleUser.confirm;
import static io.outboxed.example.server.ConsoleUser.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Work that takes the console's page more than one request; the answers are the test's own. */
@Tag("browser")
@Tag("wildfly")
class ConsoleRoundsIT {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private final List<String> asked = new ArrayList<>();

    private static void answer(Route route, String json) {
        route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(json));
    }

    private static String letter(String id) {
        return """
                {"id":"%s","state":"DEAD","destination":"orders","type":"T","key":null,"correlationId":null,
                 "contentType":"text/plain","headerNames":[],"priority":4,"occurred":"2026-11-01T10:00:00Z","expires":null,
                 "at":"2026-11-01T10:00:00Z","attempts":5,"error":"E","holdsKey":false,"payloadSize":1}""".formatted(id);
    }

    /** The dead letters of a server on which a round ends after some of them. */
    private Page deadLetters(List<String> ids, String... rounds) throws InterruptedException {
        Page page = BROWSER.open(CONSOLE, Browser.Size.DESKTOP, ColorScheme.LIGHT, "operator");
        Deque<String> answers = new ArrayDeque<>(List.of(rounds));
        String entries = ids.stream().map(ConsoleRoundsIT::letter).collect(Collectors.joining(","));
        page.route(
                "**/outbox-v1/dead-letters?*", route -> answer(route, "{\"entries\":[" + entries + "],\"next\":null}"));
        page.route("**/outbox-v1/dead-letters/redrive", route -> {
            asked.add(route.request().postData());
            answer(route, answers.remove());
        });
        page.navigate(page.url() + "#/" + DEAD);
        assertThat(row(page, DEAD, "")).hasCount(ids.size());
        page.locator("#dead-letters-every").check();
        page.locator("#dead-letters-redrive-selected").click();
        return page;
    }

    @Test
    void searchThatEndsBeforeThePageIsFull_isGoneOnWith() throws Exception {
        Page page = BROWSER.open(CONSOLE, Browser.Size.DESKTOP, ColorScheme.LIGHT, "viewer");
        page.route("**/outbox-v1/dead-letters?*", route -> {
            String url = route.request().url();
            asked.add(url.replaceAll(".*\\?", ""));
            boolean isFirst = !url.contains("after=");
            answer(
                    route,
                    isFirst
                            ? "{\"entries\":[" + letter("a") + "],\"next\":\"x\"}"
                            : "{\"entries\":[" + letter("b") + "],\"next\":null}");
        });
        page.navigate(page.url() + "#/" + DEAD + "?destination=orders");

        assertThat(row(page, DEAD, "")).hasCount(2);
        assertThat(asked.subList(0, 2))
                .containsExactly("destination=orders&max=50", "destination=orders&max=49&after=x");
    }

    private static String ids(String... ids) {
        return Stream.of(ids).map(id -> '"' + id + '"').collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void idsThatRemain_areAskedForInTheNextRound() throws Exception {
        Page page = deadLetters(
                List.of("a", "b", "c", "d"),
                "{\"done\":1,\"gone\":1,\"expired\":0,\"more\":true,\"remaining\":" + ids("c", "d") + "}",
                "{\"done\":1,\"gone\":0,\"expired\":1,\"more\":false,\"remaining\":[]}");

        confirm(
                page,
                "4 dead letters",
                "2 dead letters were redriven. 1 was gone: someone else was faster. 1 has expired and was left: discard it.");

        assertThat(asked)
                .containsExactly("{\"ids\":" + ids("a", "b", "c", "d") + "}", "{\"ids\":" + ids("c", "d") + "}");
    }

    @Test
    void roundThatLeavesAllThatItWasAskedFor_isTheLast() throws Exception {
        Page page = deadLetters(
                List.of("a", "b"),
                "{\"done\":0,\"gone\":0,\"expired\":0,\"more\":true,\"remaining\":" + ids("a", "b") + "}");

        confirm(page, "2 dead letters", "Nothing was redriven. This ended before all was done: more may match.");

        assertThat(asked).hasSize(1);
    }
}

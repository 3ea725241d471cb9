package io.outboxed.example.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.outboxed.example.infrastructure.DemoUsers;
import io.outboxed.example.probe.ProbeApi;
import io.outboxed.example.probe.ProbeHappened;
import io.outboxed.example.probe.ProbeNote;
import io.outboxed.example.probe.ProbeQueues;
import io.outboxed.example.probe.ProbeThreads;
import io.outboxed.example.probe.RefusingSender;
import io.outboxed.example.probe.TwoOutboxes;
import io.outboxed.example.probe.TwoOutboxesResource;
import io.outboxed.example.probe.Unconsumed;
import io.outboxed.harness.SharedDatabase;
import io.outboxed.harness.Shop;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.sql.Connection;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application with an outbox in each of two persistence units, with tables in databases, settings and a queue of their own. */
@Tag("probe")
class TwoOutboxesIT {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private static final String APPLICATION = "/probe";
    private static final String AUDIT = "audit";

    private static SharedDatabase database;
    private static Probe probe;

    @BeforeAll
    static void deploy() throws Exception {
        database = SharedDatabase.start();
        database.create("audit");
        probe = Probe.deploy(new ProbeArchive()
                .withDatabase("java:app/jdbc/bookings", database, "postgres")
                .withDatabase("java:app/jdbc/audit", database, "audit")
                .withUnit("bookings", "java:app/jdbc/bookings")
                .withUnit("audit", "java:app/jdbc/audit")
                .withSetting("outbox.units", "audit")
                .withSetting("outbox.relay.executor", ProbeThreads.NAME)
                .withSetting("outbox.default-destination", "out")
                .withSetting("outbox.destination.out", "java:app/jms/probe-out")
                .withSetting("outbox.unit.audit.destination.out", "java:app/jms/probe-outside")
                .withSetting("outbox.unit.audit.relay.lanes", "2")
                .with(ProbeApi.class, ProbeQueues.class, ProbeNote.class, ProbeHappened.class)
                .with(Unconsumed.class, ProbeThreads.class)
                .with(TwoOutboxes.class, TwoOutboxesResource.class, RefusingSender.class, DemoUsers.class));
    }

    @AfterAll
    static void undeploy() throws Exception {
        if (probe != null) {
            probe.undeploy();
        }
        database.close();
    }

    @Test
    void stateAndMessagesInBoth_areThereIfAndOnlyIfTheirTransactionCommits() throws Exception {
        String rolledBack = "rolled-back-" + System.nanoTime();
        String committed = "committed-" + System.nanoTime();

        probe.run("", rolledBack, false);
        probe.run("", committed, true);

        await().atMost(Probe.LIMIT).until(() -> seen(committed, "messages") == 1 && seen(committed, "audited") == 2);
        assertThat(seen(committed, "rows")).isEqualTo(2);
        assertThat(seen(rolledBack, "rows")).isZero();
        assertThat(seen(rolledBack, "messages")).isZero();
        assertThat(seen(rolledBack, "audited")).isZero();
    }

    @Test
    void relayOfOne_isPausedAlone() throws Exception {
        String id = "paused-" + System.nanoTime();
        probe.post("audit?paused=true");

        probe.run("", id, true);
        await().atMost(Probe.LIMIT).until(() -> seen(id, "messages") == 1);

        JsonObject paused = probe.seen(id);
        assertThat(paused.getInt("waiting")).isZero();
        assertThat(paused.getInt("auditWaiting")).isEqualTo(2);
        assertThat(paused.getInt("audited")).isZero();
        assertThat(paused.getInt("paused")).isZero();

        probe.post("audit?paused=false");
        await().atMost(Probe.LIMIT).until(() -> seen(id, "audited") == 2);
    }

    @Test
    void eachHasItsNameInJmx() throws Exception {
        assertThat(probe.seen("any").getString("beans"))
                .contains("name=\"probe\"")
                .contains("name=\"probe\",unit=\"audit\"");
    }

    @Test
    @Tag("microprofile")
    void eachHasItsMetricsAndChecks() throws Exception {
        String id = "measured-" + System.nanoTime();
        probe.run("", id, true);
        await().atMost(Probe.LIMIT).until(() -> seen(id, "audited") == 2);
        String metrics = probe.read("/metrics?scope=application");
        assertThat(metrics)
                .containsPattern("outbox_published_messages_total\\{[^}]*outbox_unit=\"audit\"")
                .containsPattern("outbox_published_messages_total\\{[^}]*outbox_unit=\"_MAIN\"");
        assertThat(probe.read("/health/live"))
                .contains("{\"name\":\"outbox\",\"status\":\"UP\"")
                .contains("{\"name\":\"outbox:audit\",\"status\":\"UP\"");
    }

    @Test
    void console_showsAndChangesTheOutboxThatIsAskedFor() throws Exception {
        AskedConsole main = console("");
        AskedConsole audit = console(AUDIT);
        String key = "refused-" + System.nanoTime();
        probe.post("refuse?id=" + key);
        String letters = "/dead-letters/count?key=" + key;
        await().atMost(Probe.LIMIT).until(() -> audit.get(letters).getInt("value") == 1);

        assertThat(main.get("/session").getJsonArray("units")).hasToString("[\"audit\"]");
        assertThat(main.get(letters).getInt("value")).isZero();
        assertThat(audit.get("/dead-letters?key=" + key).getJsonArray("entries"))
                .hasSize(1);
        assertThat(main.get("/dead-letters?key=" + key).getJsonArray("entries")).isEmpty();
        assertThat(audit.get("/overview")
                        .getJsonObject("total")
                        .getJsonObject("dead")
                        .getInt("value"))
                .isPositive();
        assertThat(main.get("/overview")
                        .getJsonObject("total")
                        .getJsonObject("dead")
                        .getInt("value"))
                .isZero();
        assertThat(audit.get("/lanes").getJsonArray("lanes")).hasSize(2);
        assertThat(main.get("/lanes").getJsonArray("lanes")).hasSize(1);
        assertThat(audit.answers())
                .allSatisfy((operation, reply) ->
                        assertThat(reply.status()).as(operation).isIn(200, operation.endsWith("/content") ? 404 : 200));

        audit.post("/pause", "{\"destination\":\"out\"}");
        try (BufferedReader auditEvents = audit.events();
                BufferedReader mainEvents = main.events()) {
            assertThat(AskedConsole.next(auditEvents, "overview")).contains("\"paused\":[{\"destination\":\"out\"");
            assertThat(AskedConsole.next(mainEvents, "overview")).contains("\"paused\":[]");
            assertThat(AskedConsole.next(auditEvents, "overview")).contains("\"paused\":[{\"destination\":\"out\"");
        } finally {
            audit.post("/resume", "{\"destination\":\"out\"}");
        }

        String filter = "{\"filter\":{\"key\":\"" + key + "\"}}";
        assertThat(main.post("/dead-letters/discard", filter).getInt("done")).isZero();
        assertThat(audit.post("/dead-letters/discard", filter).getInt("done")).isEqualTo(1);
        assertThat(audit.get(letters).getInt("value")).isZero();
    }

    @Test
    void relayOfOne_sendsWhileTheOtherDatabaseDoesNotAnswer() throws Exception {
        String id = "beside-" + System.nanoTime();
        try (Connection lock = database.lock("audit", "outbox_entry")) {
            await().atMost(Probe.LIMIT).until(() -> database.waitsForALock("audit"));

            probe.post("main?id=" + id);

            await().atMost(Probe.LIMIT).until(() -> probe.sent(id) == 1);
            assertThat(database.waitsForALock("audit")).isTrue();
        }
    }

    @Test
    void eventsOfOne_goOnWhileTheOtherDatabaseDoesNotAnswer() throws Exception {
        try (BufferedReader auditEvents = console(AUDIT).events();
                BufferedReader mainEvents = console("").events()) {
            assertThat(AskedConsole.next(auditEvents, "overview")).isNotNull();
            CompletableFuture<Void> fourMore;
            try (Connection lock = database.lock("audit", "outbox_entry")) {
                await().atMost(Probe.LIMIT).until(() -> database.waitsForALock("audit"));
                fourMore = CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 4; i++) {
                        assertThat(AskedConsole.next(mainEvents, "overview")).isNotNull();
                    }
                });
                assertThat(fourMore).succeedsWithin(Probe.LIMIT);
            }
            assertThat(AskedConsole.next(auditEvents, "overview")).isNotNull();
        }
    }

    @Test
    void console_knowsNoOtherUnit() throws Exception {
        AskedConsole unknown = console("adit");

        assertThat(unknown.answers()).allSatisfy((operation, reply) -> {
            assertThat(reply.status()).as(operation).isEqualTo(404);
            assertThat(reply.body()).contains("OUTBOX-7009", "but audit.");
        });
        assertThat(unknown.withoutStore().values()).containsOnly(404);
        try (BufferedReader events = unknown.events()) {
            assertThat(events.readLine()).contains("OUTBOX-7009");
        }
    }

    @Test
    @Tag("browser")
    void consolePage_ofAnUnknownUnit_saysSoAndLeadsBack() throws Exception {
        Page page = BROWSER.open(
                APPLICATION + "/outbox-console/?unit=adit", Browser.Size.DESKTOP, ColorScheme.LIGHT, "operator");

        PlaywrightAssertions.assertThat(page.locator("#failure")).containsText("adit");
        PlaywrightAssertions.assertThat(page.locator("#unit option:checked")).hasText("adit (unknown)");
        page.getByLabel("Outbox").selectOption("");
        page.locator("#unit-form button").click();

        PlaywrightAssertions.assertThat(page).hasURL(Pattern.compile(".*/outbox-console/(#.*)?"));
        PlaywrightAssertions.assertThat(page.locator("#who")).containsText("main outbox");
        PlaywrightAssertions.assertThat(page.locator("#failure")).isEmpty();
    }

    @Test
    @Tag("browser")
    void consolePage_showsTheOutboxThatIsChosenByTheKeyboard() throws Exception {
        String key = "seen-" + System.nanoTime();
        probe.post("refuse?id=" + key);
        await().atMost(Probe.LIMIT)
                .until(() ->
                        console(AUDIT).get("/dead-letters/count?key=" + key).getInt("value") == 1);
        Page page = BROWSER.open(
                APPLICATION + "/outbox-console/#/dead-letters?key=" + key,
                Browser.Size.DESKTOP,
                ColorScheme.LIGHT,
                "operator");
        Locator letter = page.locator("#dead-letters-table tr[data-id]");
        PlaywrightAssertions.assertThat(page.locator("#dead-letters-title")).isVisible();
        PlaywrightAssertions.assertThat(page.locator("#who")).containsText("main outbox");
        PlaywrightAssertions.assertThat(letter).hasCount(0);

        page.getByLabel("Outbox").focus();
        page.keyboard().type("audit");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");

        PlaywrightAssertions.assertThat(page).hasURL(Pattern.compile(".*/outbox-console/\\?unit=audit#/dead-letters"));
        PlaywrightAssertions.assertThat(page.locator("#who")).containsText("outbox audit");
        PlaywrightAssertions.assertThat(letter.filter(new Locator.FilterOptions().setHasText(key)))
                .hasCount(1);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Overview"))
                .click();
        PlaywrightAssertions.assertThat(page.locator("#tile-dead .figure"))
                .not()
                .hasText("0");
        PlaywrightAssertions.assertThat(page.locator("#connection")).hasAttribute("data-state", "live");
        page.reload();
        PlaywrightAssertions.assertThat(page.getByLabel("Outbox")).hasValue(AUDIT);
        PlaywrightAssertions.assertThat(page).hasTitle(Pattern.compile(".* – audit – .*"));
        assertThat(Browser.barriers(page)).isEmpty();
        assertThat(Browser.isTooWide(page)).isFalse();
        Browser.shootWindow(page, "console unit");
        page.setViewportSize(360, 740);
        assertThat(Browser.isTooWide(page)).isFalse();
        Browser.shootWindow(page, "console unit PHONE");
        assertThat(BROWSER.complaints()).isEmpty();
    }

    private static AskedConsole console(String unit) throws Exception {
        return new AskedConsole(Shop.open().client(), APPLICATION, unit);
    }

    private static int seen(String id, String what) throws Exception {
        return probe.seen(id).getInt(what);
    }
}

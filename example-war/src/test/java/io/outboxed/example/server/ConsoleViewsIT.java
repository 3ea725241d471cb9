package io.outboxed.example.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.outboxed.example.server.ConsoleUser.CONSOLE;
import static io.outboxed.example.server.ConsoleUser.DEAD;
import static io.outboxed.example.server.ConsoleUser.RETRYING;
import static io.outboxed.example.server.ConsoleUser.action;
import static io.outboxed.example.server.ConsoleUser.row;
import static io.outboxed.example.server.ConsoleUser.soon;
import static io.outboxed.example.server.ConsoleUser.soonCounted;
import static io.outboxed.example.server.ConsoleUser.soonSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.outboxed.harness.Shop;
import io.outboxed.harness.ShopClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each view of the operators' console, and both dialogs, while a destination is paused and the partner refuses; with pictures of them. On one
 * server only: what it looks at is the page, which is the same on all.
 */
@Tag("browser")
@Tag("wildfly")
class ConsoleViewsIT {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private static final String[] LETTERS = {"console ada", "console grace", "console hedy", "console mary"};

    private static final List<String> KEYS = new ArrayList<>();
    private static ConsoleUser user;

    private String look;

    /** Once, but not before a browser was found, as without one nothing is to be done. */
    @BeforeEach
    void makeTrouble() throws Exception {
        Page page = BROWSER.open("/example/");
        if (user == null) {
            user = ConsoleUser.open();
            KEYS.addAll(List.of(LETTERS));
            user.bury(LETTERS);
            user.pause("shipments");
            ShopClient client = Shop.open().client();
            client.post("load", "{\"orders\":400,\"threads\":4,\"customers\":40}"); // later ones of a customer wait too
        }
        page.close();
    }

    @AfterAll
    static void endIt() throws Exception {
        if (user != null) {
            user.resume("shipments");
            for (String key : KEYS) {
                user.discard(key);
            }
            user.partnerRefuses(false);
            user = null;
            KEYS.clear();
        }
    }

    @ParameterizedTest
    @CsvSource({"DESKTOP, LIGHT", "DESKTOP, DARK", "PHONE, LIGHT", "PHONE, DARK"})
    void eachView_hasNoBarriersAndFits(Browser.Size size, ColorScheme scheme) throws Exception {
        look = size + " " + scheme;
        Page page = BROWSER.open(CONSOLE, size, scheme, "operator");

        assertThat(page.locator("#connection")).hasAttribute("data-state", "live", soonSet());
        assertThat(page.locator("#destinations tr[data-destination=shipments]")).containsText("paused", soon());
        assertThat(page.locator("#chart svg")).isVisible();
        assertThat(page.locator("#reasons tbody tr").first()).isVisible();
        assertThat(page.locator("#node [data-key=buried] .figure")).not().hasText("0");
        check(page, "overview");

        go(page, "lanes");
        assertThat(page.locator("#lanes tr[data-lane]").first()).isVisible();
        check(page, "lanes");

        String key = "late " + KEYS.size();
        KEYS.add(key);
        user.order(key, true);
        go(page, RETRYING);
        assertThat(row(page, RETRYING, key)).hasCount(1, soonCounted());
        check(page, "retrying");

        go(page, DEAD);
        assertThat(row(page, DEAD, LETTERS[0])).isVisible();
        page.locator("#dead-letters-every").check();
        check(page, "dead letters");
    }

    @ParameterizedTest
    @CsvSource({"DESKTOP, LIGHT", "DESKTOP, DARK", "PHONE, LIGHT", "PHONE, DARK"})
    void theDialogs_haveNoBarriersAndFit(Browser.Size size, ColorScheme scheme) throws Exception {
        look = size + " " + scheme;
        Page page = BROWSER.open(ConsoleUser.listOf(DEAD, LETTERS[1]), size, scheme, "operator");

        action(row(page, DEAD, LETTERS[1]), "details").click();
        page.locator("#content-load").click();
        page.locator("#pretty").check();
        assertThat(page.locator("#payload")).containsText("\"customer\": \"" + LETTERS[1] + '"');
        page.locator("#payload").scrollIntoViewIfNeeded();
        checkWindow(page, "details");
        page.locator("#details-close").click();

        for (String name : List.of("redrive", "discard")) {
            Locator dialog = page.locator("#confirm");
            page.locator("#dead-letters-" + name + "-all").click();
            assertThat(dialog).hasAttribute("data-state", "ready");
            assertThat(dialog).containsText("1 dead letter");
            checkWindow(page, name);
            page.locator("#confirm-cancel").click();
            assertThat(dialog).isHidden();
        }
    }

    private static void go(Page page, String view) {
        page.locator("[data-nav=" + view + "]").click();
        assertThat(page.locator("#view-" + view)).isVisible();
    }

    private void check(Page page, String name) {
        String picture = "console " + name + ' ' + look;
        if (look.startsWith("PHONE")) {
            Browser.shootWindow(page, picture); // the whole is a long strip
        } else {
            Browser.shoot(page, picture);
        }
        checkAlone(page);
    }

    private void checkWindow(Page page, String name) {
        Browser.shootWindow(page, "console " + name + ' ' + look);
        checkAlone(page);
    }

    private static void checkAlone(Page page) {
        assertThat(Browser.barriers(page)).isEmpty();
        assertThat(Browser.isTooWide(page)).isFalse();
        assertThat(BROWSER.complaints()).isEmpty();
    }
}

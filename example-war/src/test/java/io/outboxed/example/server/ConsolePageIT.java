package io.outboxed.example.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.outboxed.example.server.ConsoleUser.CONSOLE;
import static io.outboxed.example.server.ConsoleUser.DEAD;
import static io.outboxed.example.server.ConsoleUser.RETRYING;
import static io.outboxed.example.server.ConsoleUser.action;
import static io.outboxed.example.server.ConsoleUser.confirm;
import static io.outboxed.example.server.ConsoleUser.listOf;
import static io.outboxed.example.server.ConsoleUser.row;
import static io.outboxed.example.server.ConsoleUser.soon;
import static io.outboxed.example.server.ConsoleUser.soonCounted;
import static io.outboxed.example.server.ConsoleUser.soonSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.outboxed.harness.Shop;
import io.outboxed.harness.ShopClient;
import io.outboxed.harness.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operators' console, as they use it while something is wrong. */
@Tag("browser")
class ConsolePageIT {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private static final String CONNECTION = "#connection";
    private static final String STATE = "data-state";
    private static final String DISCARDED = "1 dead letter was discarded.";

    private final List<String> buried = new ArrayList<>();
    private ShopClient client;
    private ConsoleUser user;

    @BeforeEach
    void open() throws Exception {
        client = Shop.open().client();
        user = ConsoleUser.open();
    }

    @AfterEach
    void leaveNothing() throws Exception {
        for (String key : buried) {
            user.discard(key);
        }
        user.partnerRefuses(false);
    }

    @Test
    void anOrderThePartnerRefuses_isSeenRetryingThenDeadAndArrivesAfterARedrive() throws Exception {
        String customer = "console story";
        buried.add(customer);
        Page shop = BROWSER.open("/example/");
        Locator refuses = shop.getByRole(AriaRole.SWITCH);
        refuses.check();
        field(shop, "Customer").fill(customer);
        field(shop, "Tell the partner").check();
        shop.getByRole(AriaRole.BUTTON, named("Place order")).click();
        assertThat(shop.locator("#order-result")).containsText("is placed", soon());

        Page console = operator(CONSOLE);
        assertThat(console.locator("#who")).containsText("operator");
        assertThat(console.locator("#unit-form")).isHidden(); // there is only one outbox
        console.getByRole(AriaRole.LINK, named("Retrying")).click();
        assertThat(row(console, RETRYING, customer)).containsText("partner", soon());
        console.getByRole(AriaRole.LINK, named("Dead letters")).click();
        Locator letter = row(console, DEAD, customer);
        assertThat(letter).containsText("OrderAnnounced", soon());

        action(letter, "details").click();
        assertThat(console.locator("#details [data-field=key]")).hasText(customer);
        assertThat(console.locator("#details [data-field=attempts]")).hasText("5");
        console.locator("#content-load").click();
        assertThat(console.locator("#payload")).containsText(customer);
        console.locator("#details-close").click();

        refuses.uncheck();
        action(letter, "redrive").click();
        confirm(console, "1 dead letter", "1 dead letter was redriven.");
        assertThat(letter).hasCount(0, soonCounted());
        assertThat(shop.locator("#deliveries tbody tr").filter(having(customer)).filter(having("OrderAnnounced")))
                .containsText("partner", soon());
        assertThat(user.count(DEAD, customer)).isZero();
        assertThat(BROWSER.complaints()).isEmpty();
    }

    @Test
    void aDestinationThatIsPaused_keepsItsEntriesUntilItIsResumed() throws Exception {
        Page page = operator(CONSOLE);
        page.getByText("Pause a destination that is not listed").click();
        page.locator("#pause-destination").fill("orders");
        page.getByRole(AriaRole.BUTTON, named("Pause…")).click();
        confirm(page, "orders", "orders is paused.");
        try {
            long order = user.order("console pause", false);

            Locator orders = page.locator("#destinations tr[data-destination=orders]");
            assertThat(orders).containsText("paused", soon());
            assertThat(orders.locator("[data-label=Waiting]")).hasText("1");
            assertThat(client.status(order)).isEqualTo("PLACED");

            action(orders, "resume").click();
            confirm(page, "orders", "orders is resumed.");
            Traffic.awaitShipped(client, order);
            assertThat(BROWSER.complaints()).isEmpty();
        } finally {
            user.resume("orders");
        }
    }

    @Test
    void aViewer_seesNoPayloadAndMayChangeNothing() throws Exception {
        bury("console viewer");
        Page page = BROWSER.open(listOf(DEAD, "console viewer"), Browser.Size.DESKTOP, ColorScheme.LIGHT, "viewer");
        Locator letter = row(page, DEAD, "console viewer");

        action(letter, "details").click();

        assertThat(page.locator("#content-body")).hasText("For operators only: it needs the role outbox-operator.");
        assertThat(page.locator("#details-actions button")).hasCount(0);
        assertThat(page.locator("#content-load")).hasCount(0);
        page.locator("#details-close").click();
        assertThat(action(letter, "redrive")).hasCount(0);
        assertThat(page.locator("#dead-letters-discard-all")).isHidden();
        page.getByRole(AriaRole.LINK, named("Overview")).click();
        assertThat(page.locator("#destinations tr[data-destination=partner]")).isVisible();
        assertThat(page.locator("#destinations button")).hasCount(0);
        assertThat(page.locator("#pause-all")).isHidden();
        assertThat(BROWSER.complaints()).isEmpty();
        String id = "{\"ids\":[\"" + idOf("console viewer") + "\"]}";
        assertThat(asked(page, "dead-letters/redrive", id)).isEqualTo(403);
        assertThat(asked(page, "dead-letters/discard", id)).isEqualTo(403);
        assertThat(asked(page, "pause", "{\"all\":true}")).isEqualTo(403);
        assertThat(asked(page, "dead-letters/content?id=" + idOf("console viewer"), null))
                .isEqualTo(403);
        assertThat(user.count(DEAD, "console viewer")).isEqualTo(1);
    }

    @Test
    void aKeyAndAPayloadThatPretendToBeMarkup_areShownAsText() throws Exception {
        String key = "<img src=x onerror=alert(1)>\u202Econsole</td><script>alert(2)</script>";
        String shown = key.replace("\u202E", "⟨U+202E⟩");
        bury(key);
        List<String> dialogs = new ArrayList<>();
        Page page = operator(CONSOLE);
        page.onDialog(dialog -> {
            dialogs.add(dialog.message());
            dialog.dismiss();
        });

        page.navigate(Shop.open().server().uri(listOf(DEAD, key)).toString());
        Locator letter = row(page, DEAD, shown);
        assertThat(page.locator("#dead-letters-filter-box .chip")).containsText(shown);
        action(letter, "details").click();
        assertThat(page.locator("#details [data-field=key]")).hasText(shown);
        page.locator("#content-load").click();
        assertThat(page.locator("#payload")).containsText("<img src=x onerror=alert(1)>");
        page.locator("#details [data-action=discard]").click();
        assertThat(page.locator("#confirm-text")).containsText(shown);

        assertThat(page.locator("img:not([src='icon.svg']), [onerror]")).hasCount(0);
        assertThat(page.locator("body script")).hasCount(0);
        assertThat(dialogs).isEmpty();
        confirm(page, shown, DISCARDED);
        assertThat(BROWSER.complaints()).isEmpty(); // the policy would complain
    }

    @Tag("once")
    @Test
    void aDiscardByKeyboard_goesThroughDetailsAndConfirmation() throws Exception {
        bury("console keyboard");
        Page page = operator(listOf(DEAD, "console keyboard"));
        Locator letter = row(page, DEAD, "console keyboard");
        assertThat(letter).isVisible();

        tabTo(page, action(letter, "details"));
        page.keyboard().press("Enter");
        assertThat(page.locator("#details-title")).isFocused();
        tabTo(page, page.locator("#details [data-action=discard]"));
        page.keyboard().press("Enter");
        assertThat(page.locator("#confirm")).hasAttribute(STATE, "ready");
        assertThat(page.locator("#confirm")).containsText("1 dead letter");
        assertThat(page.locator("#confirm-cancel")).isFocused();
        tabTo(page, page.locator("#confirm-go"));
        page.keyboard().press("Enter");

        assertThat(page.locator("#result")).hasText(DISCARDED);
        assertThat(page.locator("#dead-letters-empty")).hasText("No dead letter matches the filter.");
        assertThat(page.locator("#dead-letters-title")).isFocused();
        assertThat(user.count(DEAD, "console keyboard")).isZero();
        assertThat(BROWSER.complaints()).isEmpty();
    }

    @Test
    void aLostConnection_isToldAndComesBack() throws Exception {
        Page page = operator(CONSOLE);
        Locator connection = page.locator(CONNECTION);
        assertThat(connection).hasAttribute(STATE, "live", soonSet());

        page.context().setOffline(true); // leaves open what is open, until the tab is looked at again
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
        assertThat(connection).hasAttribute(STATE, "lost", soonSet());
        assertThat(connection).containsText("No news since");
        assertThat(page.locator("#failure")).containsText("The server does not answer.");

        page.context().setOffline(false);
        assertThat(connection).hasAttribute(STATE, "live", soonSet());
        assertThat(page.locator("#failure")).isEmpty();
    }

    @Tag("once")
    @Test
    void whereEventsDoNotComeThrough_thePageAsksUntilTheyDo() throws Exception {
        Page page = operator(CONSOLE);
        Locator connection = page.locator(CONNECTION);

        page.route("**/outbox-v1/events", Route::abort);
        page.reload();
        assertThat(connection).hasAttribute(STATE, "polling", soonSet());
        assertThat(page.locator("#tile-pending .figure")).not().isEmpty();

        page.unroute("**/outbox-v1/events");
        assertThat(connection).hasAttribute(STATE, "live", soonSet());
    }

    private void bury(String key) throws Exception {
        buried.add(key);
        user.bury(key);
    }

    private String idOf(String key) throws Exception {
        return user.id(DEAD, key);
    }

    private static Page operator(String path) throws Exception {
        return BROWSER.open(path, Browser.Size.DESKTOP, ColorScheme.LIGHT, "operator");
    }

    /** The status of an answer of the API to the page's own scripts; {@code body} is null for a question. */
    private static int asked(Page page, String path, String body) {
        return (int) page.evaluate("""
                ({ path, body }) => fetch(`api/outbox-v1/${path}`, body === undefined ? {} : {
                  method: 'POST', body, headers: { 'Content-Type': 'application/json', 'X-Outbox-Console': '1' },
                }).then((answer) => answer.status)""", body == null ? Map.of("path", path) : Map.of("path", path, "body", body));
    }

    private static void tabTo(Page page, Locator element) {
        for (int i = 0; i < 40 && !(boolean) element.evaluate("e => e === document.activeElement"); i++) {
            page.keyboard().press("Tab");
        }
        assertThat(element).isFocused();
    }

    private static Locator field(Page page, String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Locator.FilterOptions having(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}

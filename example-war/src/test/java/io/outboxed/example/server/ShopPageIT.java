package io.outboxed.example.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.outboxed.harness.Shop;
import io.outboxed.harness.ShopClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shop's page, as a person meets it who uses no mouse. */
@Tag("browser")
class ShopPageIT {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(LIMIT.toMillis());

    private ShopClient client;

    @BeforeEach
    void open() throws Exception {
        client = Shop.open().client();
    }

    @AfterEach
    void letThePartnerAccept() throws Exception {
        client.post("partner", "{\"refuses\":false}");
    }

    @Test
    void anOrderByKeyboard_isPlacedAndSeenShipped() throws Exception {
        Page page = BROWSER.open("/example/");

        page.keyboard().press("Tab");
        assertThat(page.getByText("Skip to the order form")).isFocused();
        page.keyboard().press("Enter");
        tabTo(page, field(page, "Customer"));
        page.keyboard().press("ControlOrMeta+a");
        page.keyboard().type("page keyboard");
        tabTo(page, field(page, "Quantity"));
        page.keyboard().type("2");
        page.keyboard().press("Enter");

        assertThat(page.locator("#order-result")).containsText("is placed", SOON);
        Locator order = row(page, "#orders", "page keyboard");
        assertThat(order).containsText("SHIPPED", SOON);
        assertThat(row(page, "#deliveries", "page keyboard").filter(having("shipments")))
                .containsText("OrderShipped", SOON);
        assertThat(page.getByRole(AriaRole.STATUS).filter(having("Live"))).isVisible();
        assertThat(BROWSER.complaints()).isEmpty();
    }

    @Tag("once")
    @Test
    void anOrderThatIsRefused_saysWhyAtTheFieldAndGoesThere() throws Exception {
        Page page = BROWSER.open("/example/");
        Locator quantity = field(page, "Quantity");

        quantity.fill("0");
        quantity.press("Enter");

        assertThat(quantity).isFocused();
        assertThat(quantity).hasAttribute("aria-invalid", "true");
        assertThat(quantity).hasAccessibleDescription("'quantity' must be a whole number, 1 to 1000.");
        assertThat(Browser.barriers(page)).isEmpty();
    }

    @Tag("once")
    @Test
    void aPartnerThatRefuses_isToldAgainUntilItAccepts() throws Exception {
        Page page = BROWSER.open("/example/");
        Locator refuses = page.getByRole(AriaRole.SWITCH);
        assertThat(refuses).not().isChecked();

        refuses.press("Space");
        assertThat(refuses).isChecked();
        await().atMost(LIMIT).until(() -> client.get("partner").object().getBoolean("refuses"));
        field(page, "Customer").fill("page partner");
        field(page, "Tell the partner").press("Space");
        field(page, "Customer").press("Enter");

        assertThat(page.locator("#outbox-detail")).containsText("to be tried again", SOON);
        refuses.press("Space");
        assertThat(row(page, "#deliveries", "page partner").filter(having("OrderAnnounced")))
                .containsText("partner", SOON);
        assertThat(BROWSER.complaints()).isEmpty();
    }

    @Tag("once")
    @ParameterizedTest
    @CsvSource({"DESKTOP, LIGHT", "DESKTOP, DARK", "PHONE, LIGHT", "PHONE, DARK"})
    void thePage_hasNoBarriersAndFits(Browser.Size size, ColorScheme scheme) throws Exception {
        client.order("page " + size + ' ' + scheme, "book", 1);
        Page page = BROWSER.open("/example/", size, scheme, null);
        assertThat(row(page, "#orders", "page " + size + ' ' + scheme)).containsText("SHIPPED", SOON);

        Browser.shoot(page, "shop " + size + ' ' + scheme);

        assertThat(Browser.barriers(page)).isEmpty();
        assertThat(Browser.isTooWide(page)).isFalse();
        assertThat(BROWSER.complaints()).isEmpty();
    }

    private static void tabTo(Page page, Locator element) {
        for (int i = 0; i < 20 && !(boolean) element.evaluate("e => e === document.activeElement"); i++) {
            page.keyboard().press("Tab");
        }
        assertThat(element).isFocused();
    }

    private static Locator field(Page page, String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private static Locator row(Page page, String table, String text) {
        return page.locator(table + " tbody tr").filter(having(text));
    }

    private static Locator.FilterOptions having(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}

package io.outboxed.example.server;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.impl.driver.Driver;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.HttpCredentials;
import com.microsoft.playwright.options.ReducedMotion;
import io.outboxed.harness.Shop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Chromium without a window, which looks at the shop as it runs: for a test class,
 *
 * <pre>{@code
 * @RegisterExtension
 * static final Browser BROWSER = new Browser();
 * }</pre>
 *
 * <p>It starts with the first page, each test has pages of its own, and those of a test that fails leave a screenshot. Takes the one that
 * the system property {@code chromium} names, else the system's, else one that Playwright downloads; where that fails, the tests are
 * skipped. For one thread.
 */
final class Browser implements AfterEachCallback, AfterAllCallback {
    private static final String SKIP_DOWNLOAD = "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD";

    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private Playwright playwright;
    private com.microsoft.playwright.Browser chromium;

    /** Why there is no browser, so that it is not looked for once more by each test. */
    private String missing;

    /** A window's size. */
    enum Size {
        DESKTOP(1280, 900),
        /** The narrowest that people still use. */
        PHONE(360, 740);

        private final int width;
        private final int height;

        Size(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    /** A page of the shop for one who has not signed in; {@code path} begins with a slash. */
    Page open(String path) throws InterruptedException {
        return open(path, Size.DESKTOP, ColorScheme.LIGHT, null);
    }

    /** A page of the shop, with cookies and a name of its own; {@code user} is also the password, and may be null for nobody. */
    Page open(String path, Size size, ColorScheme scheme, String user) throws InterruptedException {
        return open(Shop.open().server().uri(path), size, scheme, user);
    }

    /** A page of any server, likewise. */
    Page open(URI uri, Size size, ColorScheme scheme, String user) {
        com.microsoft.playwright.Browser.NewContextOptions options =
                new com.microsoft.playwright.Browser.NewContextOptions()
                        .setViewportSize(size.width, size.height)
                        .setColorScheme(scheme)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setLocale("en-GB");
        if (user != null) {
            options.setHttpCredentials(new HttpCredentials(user, user));
        }
        BrowserContext context = chromium().newContext(options);
        contexts.add(context);
        context.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        context.onWebError(error -> complaints.add(error.error()));
        Page page = context.newPage();
        page.navigate(uri.toString());
        return page;
    }

    /** What the pages of this test have written to the console as errors or warnings, exceptions among it. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** What makes a page hard to use for some people, as far as axe finds it: a rule, and where it is broken. */
    static List<String> barriers(Page page) {
        return new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .flatMap(rule -> rule.getNodes().stream()
                                .map(node -> rule.getId() + ": " + node.getHtml() + " " + node.getFailureSummary()))
                        .toList();
    }

    /** Whether a reader has to move the page sideways. */
    static boolean isTooWide(Page page) {
        return (boolean) page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
    }

    /** Keeps the whole page as a picture. */
    static void shoot(Page page, String name) {
        shoot(page, name, true);
    }

    /** Keeps as a picture what the window shows of a page. */
    static void shootWindow(Page page, String name) {
        shoot(page, name, false);
    }

    private static void shoot(Page page, String name, boolean isWhole) {
        Path file = Path.of(
                System.getProperty("screenshots"),
                System.getProperty("server") + "-" + name.replace(' ', '-') + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(isWhole));
    }

    private com.microsoft.playwright.Browser chromium() {
        if (chromium == null) {
            if (missing == null) {
                launch();
            }
            Assumptions.assumeTrue(missing == null, missing);
        }
        return chromium;
    }

    private void launch() {
        BrowserType.LaunchOptions options =
                new BrowserType.LaunchOptions().setHeadless(true).setChromiumSandbox(false); // root has none
        Map<String, String> environment = new LinkedHashMap<>(System.getenv());
        environment.put(SKIP_DOWNLOAD, "1"); // of all the browsers that Playwright knows
        Optional<Path> executable = executable();
        if (executable.isPresent()) {
            playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
            chromium = playwright.chromium().launch(options.setExecutablePath(executable.get()));
            return;
        }
        try {
            download(environment);
            playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
            chromium = playwright.chromium().launch(options);
        } catch (PlaywrightException | IOException e) {
            missing = "No Chromium here, and none to be had: " + e.getMessage() + " Name one by -Dchromium=…";
        }
    }

    private static Optional<Path> executable() {
        String named = System.getProperty("chromium");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        return Stream.of("/usr/bin/chromium", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static void download(Map<String, String> environment) throws IOException {
        ProcessBuilder install =
                Driver.ensureDriverInstalled(environment, false).createProcessBuilder();
        install.environment().remove(SKIP_DOWNLOAD);
        install.command().addAll(List.of("install", "--only-shell", "chromium"));
        Process process = install.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        int code = process.onExit().join().exitValue();
        if (code != 0) {
            throw new IOException("Playwright's download ended with " + code + ".");
        }
    }

    @Override
    public void afterEach(ExtensionContext test) {
        try {
            if (test.getExecutionException().isPresent()) {
                contexts.stream()
                        .flatMap(context -> context.pages().stream())
                        .forEach(page -> shoot(
                                page, "failed-" + test.getRequiredTestMethod().getName()));
            }
        } finally {
            contexts.forEach(BrowserContext::close);
            contexts.clear();
            complaints.clear();
        }
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        if (playwright != null) {
            playwright.close();
            playwright = null;
            chromium = null;
        }
    }
}

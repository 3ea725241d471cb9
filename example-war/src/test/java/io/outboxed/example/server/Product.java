package io.outboxed.example.server;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** A server that the shop runs on. */
enum Product {
    WILDFLY("WildFly", WildFlyDirectory::prepare, " (?:ERROR|WARN) "),
    PAYARA("Payara", DomainDirectory::prepare, "\\[(?:SEVERE|WARNING)]");

    private final String title;
    private final Preparation preparation;
    private final Pattern trouble;

    Product(String title, Preparation preparation, String trouble) {
        this.title = title;
        this.preparation = preparation;
        this.trouble = Pattern.compile(trouble);
    }

    private interface Preparation {
        ServerDirectory prepare(Path home, Path configuration, Path base);
    }

    /** As Maven's profiles and the tests' executions call it. */
    static Product named(String name) {
        return Arrays.stream(values())
                .filter(product -> product.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new LaunchException("There is no server '" + name + "'."));
    }

    /** As people call it. */
    String title() {
        return title;
    }

    /**
     * Makes a directory ready for the shop, if it is not.
     *
     * @param home the unpacked server, which is only read
     * @param configuration the file in {@code src/main} that says what the shop needs of it
     */
    ServerDirectory prepare(Path home, Path configuration, Path base) {
        return preparation.prepare(home, configuration, base);
    }

    /** Whether a line of the log is a warning or an error. */
    boolean isTrouble(String line) {
        return trouble.matcher(line).find();
    }
}

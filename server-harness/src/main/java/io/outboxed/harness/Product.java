package io.outboxed.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A kind of server that the shop runs on; one whose name begins with another's comes first. */
public enum Product {
    WILDFLY("WildFly", "jboss-modules.jar", "shop.cli", WildFlyDirectory::prepare, " (?:ERROR|WARN) "),
    PAYARAMICRO(
            "Payara Micro", "payara-micro.jar", "shop.txt", MicroDirectory::prepare, "(?:SEVERE|WARNING)\\x1b\\[0m]"),
    PAYARA("Payara", "modules/launcher.jar", "shop.xsl", DomainDirectory::prepare, "\\[(?:SEVERE|WARNING)]"),
    GLASSFISH("GlassFish", "modules/launcher.jar", "shop.xsl", DomainDirectory::prepare, "\\[(?:SEVERE|WARNING)]"),
    LIBERTY(
            "Open Liberty",
            "bin/tools/ws-server.jar",
            "server.xml",
            LibertyDirectory::prepare,
            "^\\[[^\\]]+] \\p{XDigit}{8} \\S+ +[EFW] ");

    private static final int DEPTH_OF_HOME = 2;

    private final String title;
    private final String mark;
    private final String configuration;
    private final Preparation preparation;
    private final Pattern trouble;

    Product(String title, String mark, String configuration, Preparation preparation, String trouble) {
        this.title = title;
        this.mark = mark;
        this.configuration = configuration;
        this.preparation = preparation;
        this.trouble = Pattern.compile(trouble);
    }

    private interface Preparation {
        ServerDirectory prepare(Path home, Path configuration, Path base);
    }

    /** As people call it. */
    public String title() {
        return title;
    }

    /** The file that says what the shop needs of it. */
    public Path configuration(Path project) {
        return project.resolve("src/main")
                .resolve(name().toLowerCase(Locale.ROOT))
                .resolve(configuration);
    }

    /** The home of one that was unpacked into a directory. */
    public Path home(Path unpacked) {
        try (Stream<Path> directories = Files.walk(unpacked, DEPTH_OF_HOME)) {
            return directories
                    .filter(directory -> Files.isRegularFile(directory.resolve(mark)))
                    .findFirst()
                    .orElseThrow(() -> new LaunchException("There is no " + title + " in " + unpacked + "."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes a directory ready for the shop, if it is not.
     *
     * @param home the server, which is only read
     */
    public ServerDirectory prepare(Path home, Path configuration, Path base) {
        return preparation.prepare(home, configuration, base);
    }

    /** Whether a line of the log is a warning or an error. */
    public boolean isTrouble(String line) {
        return trouble.matcher(line).find();
    }
}

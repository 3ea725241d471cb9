package io.outboxed.harness;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;

/**
 * A server that the build has unpacked: a product in some version.
 *
 * @param name as Maven's profiles and the tests' executions call it: the product's, what tells it from others of the product, and, after a
 *     dash, its variant
 * @param project the directory of the example's Maven module, which has unpacked the server
 * @param build the build folder of the module that uses it
 */
public record UnpackedServer(String name, Product product, Path project, Path build) {

    /** The one with this name, for the example's own module. */
    public static UnpackedServer named(String name, Path project) {
        return named(name, project, project.resolve("target"));
    }

    private static UnpackedServer named(String name, Path project, Path build) {
        Product product = Arrays.stream(Product.values())
                .filter(candidate -> name.startsWith(candidate.name().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new LaunchException("There is no server '" + name + "'."));
        return new UnpackedServer(name, product, project, build);
    }

    /**
     * The one that this run of the tests is for: the system properties {@code server}, {@code basedir} and, where that is not the
     * example's module, {@code shop.project} tell.
     */
    public static UnpackedServer underTest() {
        Path module = Path.of(System.getProperty("basedir"));
        Path project = Path.of(System.getProperty("shop.project", module.toString()));
        return named(System.getProperty("server"), project, module.resolve("target"));
    }

    /** The same with another configuration: {@code shop-tracing.cli}, where there is one. */
    UnpackedServer configuredFor(String purpose) {
        return new UnpackedServer(name + '-' + purpose, product, project, build);
    }

    public Path home() {
        Path unpacked = project.resolve("target/servers").resolve(name.replaceFirst("-.*", ""));
        if (!Files.isDirectory(unpacked)) {
            throw new LaunchException("There is no " + product.title() + " in " + unpacked + "; the build unpacks it.");
        }
        return product.home(unpacked);
    }

    /** The product's, or its variant's. */
    public Path configuration() {
        Path usual = product.configuration(project);
        Path variant = usual.resolveSibling(
                usual.getFileName().toString().replace("shop", name.replaceFirst("[^-]*", "shop")));
        return Files.exists(variant) ? variant : usual;
    }

    /** Where this server's part of a directory in the build folder is. */
    public Path target(String directory) {
        return build.resolve(directory).resolve(name);
    }

    /** See {@link Product#prepare}. */
    public ServerDirectory prepare(Path base) {
        return product.prepare(home(), configuration(), base);
    }

    /** The JDK that servers run on: that of this process, unless {@code server.java.home} names another. */
    private static Path jdk() {
        return Path.of(System.getProperty("server.java.home", System.getProperty("java.home")));
    }

    /** The launcher of the servers' JDK. */
    public static String java() {
        return jdk().resolve("bin/java").toString();
    }

    /** The version of the servers' JDK, 17 for example. */
    public static int javaVersion() {
        try (Reader release = Files.newBufferedReader(jdk().resolve("release"))) {
            Properties properties = new Properties();
            properties.load(release);
            return Runtime.Version.parse(properties.getProperty("JAVA_VERSION").replace("\"", ""))
                    .feature();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

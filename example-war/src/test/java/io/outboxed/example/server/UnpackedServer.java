package io.outboxed.example.server;

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
 * @param project the directory of this Maven module
 */
record UnpackedServer(String name, Product product, Path project) {

    /** The one with this name. */
    static UnpackedServer named(String name, Path project) {
        Product product = Arrays.stream(Product.values())
                .filter(candidate -> name.startsWith(candidate.name().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new LaunchException("There is no server '" + name + "'."));
        return new UnpackedServer(name, product, project);
    }

    /** The one that this run of the tests is for. */
    static UnpackedServer underTest() {
        return named(System.getProperty("server"), Path.of(System.getProperty("basedir")));
    }

    Path home() {
        Path unpacked = project.resolve("target/servers").resolve(name.replaceFirst("-.*", ""));
        if (!Files.isDirectory(unpacked)) {
            throw new LaunchException("There is no " + product.title() + " in " + unpacked + "; the build unpacks it.");
        }
        return product.home(unpacked);
    }

    /** The product's, or its variant's. */
    Path configuration() {
        Path usual = product.configuration(project);
        Path variant = usual.resolveSibling(
                usual.getFileName().toString().replace("shop", name.replaceFirst("[^-]*", "shop")));
        return Files.exists(variant) ? variant : usual;
    }

    /** Where this server's part of a directory in the build folder is. */
    Path target(String directory) {
        return project.resolve("target").resolve(directory).resolve(name);
    }

    /** See {@link Product#prepare}. */
    ServerDirectory prepare(Path base) {
        return product.prepare(home(), configuration(), base);
    }

    /** The JDK that servers run on: that of this process, unless {@code server.java.home} names another. */
    private static Path jdk() {
        return Path.of(System.getProperty("server.java.home", System.getProperty("java.home")));
    }

    /** The launcher of the servers' JDK. */
    static String java() {
        return jdk().resolve("bin/java").toString();
    }

    /** The version of the servers' JDK, 17 for example. */
    static int javaVersion() {
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

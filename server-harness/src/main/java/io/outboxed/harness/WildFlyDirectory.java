package io.outboxed.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A {@code standalone} directory of its own for a WildFly. Configured once, and again when a script or the WildFly changes.
 */
final class WildFlyDirectory implements ServerDirectory {
    private static final long CONFIGURE_MINUTES = 5;

    private final WildFlyInstallation installation;
    private final Path base;

    private WildFlyDirectory(WildFlyInstallation installation, Path base) {
        this.installation = installation;
        this.base = base;
    }

    /** See {@link Product#prepare}; the script of a variant goes on from the usual one. */
    static ServerDirectory prepare(Path home, Path configuration, Path base) {
        Path usual = configuration.resolveSibling("shop.cli");
        Path[] scripts = configuration.equals(usual) ? new Path[] {usual} : new Path[] {usual, configuration};
        return prepare(new WildFlyInstallation(home), base, scripts);
    }

    /** Makes the directory ready, if it is not, by scripts for the CLI that run one after the other in it. */
    static WildFlyDirectory prepare(WildFlyInstallation installation, Path base, Path... scripts) {
        WildFlyDirectory directory = new WildFlyDirectory(installation, base);
        try {
            String wanted = fingerprint(installation, scripts);
            Path marker = base.resolve("configured");
            if (!Files.exists(marker) || !Files.readString(marker).equals(wanted)) {
                Files.deleteIfExists(marker);
                directory.configure(scripts);
                Files.writeString(marker, wanted);
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another directory, configured alike, for a server that also has the modules of this one. */
    WildFlyDirectory copyTo(Path other) {
        try {
            Directories.copy(base, other);
            return new WildFlyDirectory(installation.withModules(base.resolve("modules")), other);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Path base() {
        return base;
    }

    @Override
    public Path log() {
        return base.resolve("log/server.log");
    }

    @Override
    public ProcessBuilder command(int port, List<String> options, boolean colours) {
        List<String> jvm = new ArrayList<>(List.of(
                "-Xms64m",
                "-Xmx512m",
                "-Dorg.jboss.boot.log.file=" + log(),
                "-Dlogging.configuration="
                        + base.resolve("configuration/logging.properties").toUri()));
        if (!colours) {
            jvm.add("-Dorg.jboss.logmanager.nocolor=true");
        }
        jvm.addAll(options);
        return installation.run(
                jvm,
                "org.jboss.as.standalone",
                List.of(
                        "-Djboss.home.dir=" + installation.home(),
                        "-Djboss.server.base.dir=" + base,
                        "-Djboss.http.port=" + port,
                        "-Djboss.management.http.port=" + Ports.free(),
                        "-c",
                        "standalone-full.xml",
                        "-b",
                        "127.0.0.1",
                        "-bmanagement",
                        "127.0.0.1"));
    }

    @Override
    public void deploy(Path war) {
        try {
            Path target = deployment(war.getFileName().toString());
            for (String state : List.of(".deployed", ".failed", ".undeployed", ".pending")) {
                Files.deleteIfExists(deployment(war.getFileName() + state));
            }
            Path copy = Files.copy(
                    war, base.resolve("tmp").resolve(war.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            Files.move(copy, target, StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(deployment(war.getFileName() + ".dodeploy"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void undeploy(String war) {
        try {
            // the scanner replaces .deployed when it has undeployed it
            for (String suffix : List.of("", ".failed", ".dodeploy")) {
                Files.deleteIfExists(deployment(war + suffix));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isDeployed(String war) {
        return Files.exists(deployment(war + ".deployed"));
    }

    @Override
    public boolean hasFailed(String war) {
        return Files.exists(deployment(war + ".failed"));
    }

    private Path deployment(String name) {
        return base.resolve("deployments").resolve(name);
    }

    private void configure(Path... scripts) throws IOException {
        Directories.delete(base.resolve("configuration"));
        Directories.copy(installation.standalone(), base);
        quietBoot();
        for (Path script : scripts) {
            run(script);
        }
    }

    private void run(Path script) throws IOException {
        File output = base.resolve("configure.log").toFile();
        Process cli = installation
                .run(
                        List.of(
                                "-Djboss.home.dir=" + installation.home(),
                                "-Djboss.server.base.dir=" + base,
                                "-Dlogging.configuration="
                                        + installation
                                                .home()
                                                .resolve("bin/jboss-cli-logging.properties")
                                                .toUri()),
                        "org.jboss.as.cli",
                        List.of("--file=" + script))
                .directory(base.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        try {
            if (!cli.waitFor(CONFIGURE_MINUTES, TimeUnit.MINUTES)) {
                cli.destroyForcibly();
                throw new LaunchException("Configuring WildFly took too long; see " + output + ".");
            }
        } catch (InterruptedException e) {
            cli.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted while WildFly was being configured.", e);
        }
        if (cli.exitValue() != 0) {
            throw new LaunchException(
                    "WildFly cannot be configured by " + script + ":\n" + Files.readString(output.toPath()));
        }
    }

    /** Until the configured logging is in force, which has the same filter, the console shows warnings only. */
    private void quietBoot() throws IOException {
        Path logging = base.resolve("configuration/logging.properties");
        Files.writeString(
                logging, Files.readString(logging).replace("handler.CONSOLE.level=INFO", "handler.CONSOLE.level=WARN"));
    }

    private static String fingerprint(WildFlyInstallation installation, Path... scripts) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(installation.home().toString().getBytes(StandardCharsets.UTF_8));
            for (Path script : scripts) {
                digest.update(Files.readAllBytes(script));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

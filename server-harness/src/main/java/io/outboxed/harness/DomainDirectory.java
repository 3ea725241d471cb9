package io.outboxed.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A domain of Payara Server or GlassFish. Its configuration is made anew at each start, from the server's own one and a stylesheet,
 * and its applications are deployed anew by the scanner of {@code autodeploy}; the data of the database and of the broker stay.
 */
final class DomainDirectory implements ServerDirectory {

    /** What a start makes anew. The cache is of the server's modules, which may be other ones by then. */
    private static final List<String> TRANSIENT = List.of("config", "applications", "generated", "osgi-cache");

    private static final List<String> STATES = List.of("_deployed", "_deployFailed", "_undeployed", "_undeployFailed");

    private final Path home;
    private final Path stylesheet;
    private final Path base;

    private DomainDirectory(Path home, Path stylesheet, Path base) {
        this.home = home;
        this.stylesheet = stylesheet;
        this.base = base;
    }

    /** See {@link Product#prepare}; the home is the directory {@code glassfish} of the server. */
    static ServerDirectory prepare(Path home, Path configuration, Path base) {
        try {
            Files.createDirectories(base.resolve("autodeploy/bundles"));
            Files.createDirectories(base.resolve("logs"));
            Files.createDirectories(base.resolve("docroot")); // empty: nothing but applications is served
            Path broker = Files.createDirectories(base.resolve("imq/instances/imqbroker/props"));
            Files.copy(
                    configuration.resolveSibling("../payara/imqbroker.properties"),
                    broker.resolve("config.properties"),
                    StandardCopyOption.REPLACE_EXISTING);
            if (Files.notExists(home.resolveSibling("h2db"))) { // GlassFish brings no H2
                Path libraries = Files.createDirectories(base.resolve("lib"));
                Files.copy(
                        Variant.jarOf(org.h2.Driver.class),
                        libraries.resolve("h2.jar"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            return new DomainDirectory(home, configuration, base);
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
        return base.resolve("logs/server.log");
    }

    @Override
    public ProcessBuilder command(int port, List<String> options, boolean colours) {
        try {
            reset();
            List<String> command = new ArrayList<>();
            command.add(UnpackedServer.java());
            command.addAll(bootPath());
            for (String option : DomainXml.jvmOptions(base.resolve("config/domain.xml"))) {
                command.add(option.replace("${com.sun.aas.installRoot}", home.toString())
                        .replace("${com.sun.aas.instanceRoot}", base.toString()));
            }
            command.addAll(List.of(
                    "-Dcom.sun.aas.installRoot=" + home,
                    "-Dcom.sun.aas.instanceRoot=" + base,
                    "-Dshop.http.port=" + port,
                    "-Dshop.admin.port=" + Ports.free(),
                    "-Dshop.iiop.port=" + Ports.free(),
                    "-Dshop.jms.port=" + brokerPort()));
            command.addAll(options);
            command.add("com.sun.enterprise.glassfish.bootstrap.ASMain");
            command.addAll(List.of("-upgrade", "false", "-read-stdin", "false", "-verbose", "true"));
            command.addAll(List.of("-type", "DAS", "-instancename", "server"));
            command.addAll(List.of(
                    "-domaindir",
                    base.toString(),
                    "-domainname",
                    base.getFileName().toString()));
            ProcessBuilder builder = new ProcessBuilder(command);
            // GlassFish 8 looks here for what earlier ones find in asenv.conf.
            Path installation = home.getParent();
            builder.environment()
                    .putAll(Map.of(
                            "AS_DERBY_INSTALL", installation.resolve("javadb").toString(),
                            "AS_IMQ_LIB", installation.resolve("mq/lib").toString(),
                            "AS_IMQ_BIN", installation.resolve("mq/bin").toString()));
            return builder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Modules since GlassFish 8. */
    private List<String> bootPath() {
        Path modules = home.resolve("lib/bootstrap");
        return Files.exists(modules.resolve("glassfish.jar"))
                ? List.of("--module-path", modules.toString(), "--add-modules", "ALL-MODULE-PATH")
                : List.of(
                        "-cp", home.resolve("modules/glassfish.jar") + File.pathSeparator + base.resolve("lib/ext/*"));
    }

    private void reset() throws IOException {
        for (String name : TRANSIENT) {
            Directories.delete(base.resolve(name));
        }
        Path template = home.resolve("domains/domain1");
        Directories.copy(template.resolve("config"), base.resolve("config"));
        DomainXml.transform(stylesheet, template.resolve("config/domain.xml"), base.resolve("config/domain.xml"));
        // The whole log in one file; on the console what a person wants to see.
        Path logging = base.resolve("config/logging.properties");
        Files.writeString(
                logging,
                Files.readString(logging)
                                .replaceAll("(GFFileHandler\\.rotationLimitInBytes)=.*", "$1=0")
                                .replaceAll("(ConsoleHandler\\.level|SimpleLogHandler\\.level)=.*", "$1=WARNING")
                                .replaceAll("(redirectStandardStreams)=.*", "$1=false")
                                .replaceAll("(rotation\\.limit\\.megabytes)=.*", "$1=10000")
                        // The JDK's certificates that have expired are no news to anybody here, nor what GlassFish
                        // allows itself.
                        + """

                        javax.enterprise.system.security.ssl.level=SEVERE
                        org.glassfish.security.services.level=SEVERE
                        jakarta.enterprise.system.tools.deployment.dol.level=SEVERE
                        """);
        // Applications that were never there: the scanner finds them once the server has started.
        Directories.delete(base.resolve("autodeploy/.autodeploystatus"));
        try (Stream<Path> files = Files.list(base.resolve("autodeploy"))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".war"))
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void deploy(Path war) {
        String name = war.getFileName().toString();
        try {
            Path copy = Files.copy(war, base.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            deleteStates(name);
            Files.move(copy, deployment(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void undeploy(String war) {
        try {
            Files.deleteIfExists(deployment(war)); // the scanner replaces the state when it has undeployed it
            Files.deleteIfExists(deployment(war + "_deployFailed"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deleteStates(String war) throws IOException {
        for (String state : STATES) {
            Files.deleteIfExists(deployment(war + state));
        }
    }

    @Override
    public boolean isDeployed(String war) {
        return Files.exists(deployment(war + "_deployed"));
    }

    @Override
    public boolean hasFailed(String war) {
        return Files.exists(deployment(war + "_deployFailed"));
    }

    private Path deployment(String name) {
        return base.resolve("autodeploy").resolve(name);
    }

    /** OpenMQ takes the one that is a hundred higher as well. */
    private static int brokerPort() {
        int port = Ports.free();
        while (port + 100 > 65_535 || !Ports.isFree(port + 100)) {
            port = Ports.free();
        }
        return port;
    }
}

package io.outboxed.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A user directory of Open Liberty with one server in it. What became of a WAR is only in the log. */
final class LibertyDirectory implements ServerDirectory {
    private static final String NAME = "shop";

    private final Path home;
    private final Path base;
    private final Path server;

    /** How many lines the log had when a WAR was put there last. */
    private final Map<String, Integer> deployedAt = new ConcurrentHashMap<>();

    private LibertyDirectory(Path home, Path base) {
        this.home = home;
        this.base = base;
        this.server = base.resolve("servers").resolve(NAME);
    }

    /** See {@link Product#prepare}; the home is the directory {@code wlp} of the server. */
    static ServerDirectory prepare(Path home, Path configuration, Path base) {
        try {
            LibertyDirectory directory = new LibertyDirectory(home, base);
            Files.createDirectories(directory.server.resolve("dropins"));
            Path libraries = Files.createDirectories(base.resolve("shared/resources"));
            Files.copy(
                    Variant.jarOf(org.h2.Driver.class),
                    libraries.resolve("h2.jar"),
                    StandardCopyOption.REPLACE_EXISTING);
            // A datasource that an application defines finds its driver only here, not in the WAR.
            Files.copy(
                    Variant.jarOf(org.postgresql.Driver.class),
                    libraries.resolve("postgresql.jar"),
                    StandardCopyOption.REPLACE_EXISTING);
            Files.copy(configuration, directory.server.resolve("server.xml"), StandardCopyOption.REPLACE_EXISTING);
            return directory;
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
        return server.resolve("logs/messages.log");
    }

    @Override
    public ProcessBuilder command(int port, List<String> options, boolean colours) {
        try {
            // The whole log in one file; on the console what a person wants to see.
            Files.writeString(server.resolve("bootstrap.properties"), """
                    shop.http.port=%d
                    shop.jms.port=%d
                    com.ibm.ws.logging.new.logs.on.start=false
                    com.ibm.ws.logging.max.file.size=0
                    com.ibm.ws.logging.console.log.level=WARNING
                    """.formatted(port, Ports.free()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = new ArrayList<>();
        command.add(UnpackedServer.java());
        command.add("@" + home.resolve("lib/platform/java/java9.options"));
        command.add("-javaagent:" + home.resolve("bin/tools/ws-javaagent.jar"));
        command.addAll(List.of("-Xms64m", "-Xmx768m"));
        command.addAll(options);
        command.addAll(List.of("-jar", home.resolve("bin/tools/ws-server.jar").toString(), NAME));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("WLP_USER_DIR", base.toString());
        return builder;
    }

    @Override
    public void deploy(Path war) {
        String name = war.getFileName().toString();
        try {
            deployedAt.put(name, logLines().size());
            Path copy = Files.copy(war, server.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            Files.move(copy, deployment(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void undeploy(String war) {
        try {
            Files.deleteIfExists(deployment(war));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isDeployed(String war) {
        return lastEvent(war).matches("CWWKZ000[13]I");
    }

    @Override
    public boolean hasFailed(String war) {
        return lastEvent(war).matches("CWWKZ000[24]E");
    }

    /** The code of what the log told last of the WAR that was put there last: started, updated, stopped, or failed. */
    private String lastEvent(String war) {
        Pattern event = Pattern.compile(
                "(CWWKZ000[12349][EAI]): .*[Aa]pplication %s[. ]".formatted(war.replaceFirst("\\.war$", "")));
        return logLines().stream()
                .skip(deployedAt.getOrDefault(war, 0))
                .map(event::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .reduce("", (earlier, later) -> later);
    }

    private List<String> logLines() {
        if (!Files.exists(log())) {
            return List.of();
        }
        try {
            return Files.readAllLines(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path deployment(String war) {
        return server.resolve("dropins").resolve(war);
    }
}

package io.outboxed.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The working directory of a Payara Micro, which deploys at its start only. What became of a WAR is only in the log. */
final class MicroDirectory implements ServerDirectory {
    private static final String LISTENER =
            "configs.config.server-config.network-config.network-listeners.network-listener.http-listener.";

    private final Path home;
    private final Path commands;
    private final Path base;
    private volatile int linesAtStart;

    private MicroDirectory(Path home, Path commands, Path base) {
        this.home = home;
        this.commands = commands;
        this.base = base;
    }

    /** See {@link Product#prepare}; the configuration is what it does after its start. */
    static ServerDirectory prepare(Path home, Path configuration, Path base) {
        return new MicroDirectory(home, configuration, base);
    }

    @Override
    public Path base() {
        return base;
    }

    @Override
    public Path log() {
        return base.resolve("console.log");
    }

    @Override
    public ProcessBuilder command(int port, List<String> options, boolean colours) {
        try {
            linesAtStart = logLines().size();
            Directories.delete(base.resolve("root"));
            Path first = Files.writeString(base.resolve("preboot.txt"), "set " + LISTENER + "address=127.0.0.1\n");
            List<String> command = new ArrayList<>();
            command.add(UnpackedServer.java());
            command.addAll(List.of("-Xmx768m", "-Doutbox.jms.connection-factory=jms/outbox"));
            command.addAll(options);
            command.addAll(List.of("-jar", home.resolve("payara-micro.jar").toString()));
            command.addAll(List.of("--nocluster", "--disablephonehome", "--port", Integer.toString(port)));
            command.addAll(List.of("--rootdir", base.resolve("root").toString()));
            command.addAll(List.of("--prebootcommandfile", first.toString()));
            command.addAll(List.of("--postbootcommandfile", commands.toString()));
            return new ProcessBuilder(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void deploy(Path war) {
        try {
            Files.copy(war, base.resolve(war.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void undeploy(String war) {
        try {
            Files.deleteIfExists(base.resolve(war));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isDeployed(String war) {
        return sinceStart().stream().anyMatch(line -> line.contains("was successfully deployed"))
                && Files.exists(base.resolve(war));
    }

    @Override
    public boolean hasFailed(String war) {
        return sinceStart().stream().anyMatch(line -> line.contains("Exception while loading the app"));
    }

    private List<String> sinceStart() {
        List<String> lines = logLines();
        return lines.subList(Math.min(linesAtStart, lines.size()), lines.size());
    }

    private List<String> logLines() {
        try {
            return Files.exists(log()) ? Files.readAllLines(log()) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

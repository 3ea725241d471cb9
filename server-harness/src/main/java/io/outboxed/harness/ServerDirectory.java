package io.outboxed.harness;

import java.nio.file.Path;
import java.util.List;

/**
 * What one server reads and writes: configuration, deployments, data, log. Its server may be running or not; the data stay from one
 * start to the next.
 */
public interface ServerDirectory {

    /** Where all of it is. */
    Path base();

    /** The log that has everything. */
    Path log();

    /** Puts a WAR, or a new version of it, where the server finds it: at the next start or, if it is running, within seconds. */
    void deploy(Path war);

    /** Removes a WAR. */
    void undeploy(String war);

    /** Whether the WAR that was put there last is deployed. */
    boolean isDeployed(String war);

    /** Whether the server has refused the WAR that was put there last. */
    boolean hasFailed(String war);

    /**
     * The process of a server that listens on 127.0.0.1 only and ends cleanly when it is asked to terminate: the server itself, no
     * script that starts it. It is started at once.
     *
     * @param port the one for HTTP; all others are the server's own business, as long as several can run at once
     * @param options further system properties and JVM options
     * @param colours whether its console is a terminal
     */
    ProcessBuilder command(int port, List<String> options, boolean colours);
}

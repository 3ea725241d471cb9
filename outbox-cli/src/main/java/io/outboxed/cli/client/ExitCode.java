package io.outboxed.cli.client;

/** With what a command ends. Never reused; docs/cli.md explains each. */
public final class ExitCode {

    /** All that was asked for was done. */
    public static final int DONE = 0;

    /** Something asked for was not there, or was left. */
    public static final int NOT_ALL = 1;

    /** The command line, or what it sent, is wrong. */
    public static final int USAGE = 2;

    /** Not signed in, or without the role. */
    public static final int NOT_ALLOWED = 3;

    /** No application with a console answers there. */
    public static final int UNREACHABLE = 4;

    /** The application answered that it failed. */
    public static final int FAILED = 5;

    /** A check found something wrong. */
    public static final int UNHEALTHY = 6;

    /** Ended by Ctrl-C, as shells say it. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}

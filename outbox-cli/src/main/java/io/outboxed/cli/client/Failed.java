package io.outboxed.cli.client;

/** Ends a command: with a text for the operator, and an exit code for scripts. */
public final class Failed extends RuntimeException {
    private final int exitCode;

    /** Without a cause. */
    public Failed(int exitCode, String message) {
        this(exitCode, message, null);
    }

    /** With a cause, or null; {@code --verbose} shows it. */
    public Failed(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** One of {@link ExitCode}. */
    public int exitCode() {
        return exitCode;
    }

    /** Whether the same may go well later, without the operator's doing. */
    public boolean mayPass() {
        return exitCode == ExitCode.UNREACHABLE || exitCode == ExitCode.FAILED;
    }
}

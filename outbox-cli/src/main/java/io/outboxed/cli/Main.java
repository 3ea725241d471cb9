package io.outboxed.cli;

/** The command {@code outbox}. */
public final class Main {

    private Main() {}

    /** Runs a command, and ends the process with its exit code. */
    public static void main(String... args) {
        // From JDK 22 on, another console would be there also where nobody can be asked.
        System.setProperty("jdk.console", "java.base");
        CtrlC ctrlC = CtrlC.interrupting(Thread.currentThread());
        int exitCode = Commands.run(Shell.ofProcess(), args);
        ctrlC.ended(exitCode);
        System.exit(exitCode);
    }
}

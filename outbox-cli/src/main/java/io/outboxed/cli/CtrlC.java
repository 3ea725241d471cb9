package io.outboxed.cli;

import io.outboxed.cli.client.ExitCode;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command that is ended by Ctrl-C, or by SIGTERM, say its last words and choose its exit code: the JVM's own would be 130 or 143, also
 * where that is how a command is meant to end.
 */
final class CtrlC {
    private static final long GRACE_SECONDS = 1;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int exitCode = ExitCode.INTERRUPTED;

    private CtrlC() {}

    /** Interrupts a thread from now on when the JVM is told to end, and waits a moment for it. */
    static CtrlC interrupting(Thread command) {
        CtrlC ctrlC = new CtrlC();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ctrlC.end(command), "outbox-ctrl-c"));
        return ctrlC;
    }

    /** The command has ended. */
    void ended(int code) {
        exitCode = code;
        ended.countDown();
    }

    private void end(Thread command) {
        if (ended.getCount() == 0) {
            return;
        }
        command.interrupt();
        try {
            if (!ended.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                exitCode = ExitCode.INTERRUPTED;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // The only way to choose an exit code when the JVM is ending already.
        Runtime.getRuntime().halt(exitCode);
    }
}

package io.outboxed.console;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The audit log, logger {@code io.outboxed.audit}: who did what, to how many, from where; and who was refused. */
final class Audit {
    private static final Logger AUDIT = System.getLogger("io.outboxed.audit");
    private static final Logger CONSOLE = System.getLogger("io.outboxed.console");

    private Audit() {}

    static void done(Access.Caller caller, String what, String which, String result) {
        AUDIT.log(
                Level.INFO,
                "OUTBOX-7010: User {0} at {1} asked to {2} {3}{4}: {5}.",
                line(caller.user()),
                line(caller.address()),
                what,
                line(which),
                in(caller),
                result);
    }

    static void refused(Access.Caller caller, String method, String path, String why) {
        AUDIT.log(
                Level.WARNING,
                "OUTBOX-7011: User {0} at {1} was refused {2} {3}{4}: {5}",
                line(caller.user()),
                line(caller.address()),
                line(method),
                line(path),
                in(caller),
                why);
    }

    /** Which outbox, if it is not the main one. */
    private static String in(Access.Caller caller) {
        String unit = caller.unit();
        return unit.isEmpty() ? "" : " in the outbox " + line(unit.substring(0, Math.min(unit.length(), 100)));
    }

    /** The stack trace only at DEBUG: while the database is away, each look at the console ends so. */
    static void failed(Throwable cause) {
        CONSOLE.log(
                Level.WARNING,
                "OUTBOX-7012: A request to the console failed: {0}. Its stack trace is at level DEBUG.",
                cause.getClass().getName());
        CONSOLE.log(Level.DEBUG, "What failed", cause);
    }

    /** What people have typed must not look like further lines of the log. */
    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}

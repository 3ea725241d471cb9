package io.outboxed.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The lines of {@link Log} about the inbox, 6xxx. */
public final class InboxLog {
    private static final Logger INBOX = System.getLogger("io.outboxed.inbox");

    private InboxLog() {}

    /** In the consumer's transaction, which may still roll back. */
    public static void skipped(String consumer, String messageId) {
        if (INBOX.isLoggable(Level.DEBUG)) {
            INBOX.log(
                    Level.DEBUG,
                    "OUTBOX-6006: Message {0} is skipped: consumer {1} has worked on it.",
                    Log.line(messageId),
                    Log.line(consumer));
        }
    }
}

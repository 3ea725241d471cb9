package io.outboxed.internal;

import io.outboxed.InboxException;
import java.util.List;

/** The texts of {@link Errors} about the inbox, 6xxx. */
public final class InboxErrors {

    private InboxErrors() {}

    public static InboxException noTransaction(Object what) {
        return inbox(
                "6001",
                "No active transaction in which a message could count as worked on (" + what
                        + "). Call it from a @Transactional bean, an EJB or a message-driven bean with container-managed"
                        + " transactions, or between UserTransaction.begin() and commit().",
                null);
    }

    public static InboxException noId(String what, List<String> names) {
        return inbox(
                "6002",
                what + " has no id: " + String.join(" and ", names)
                        + (names.size() == 1 ? " is" : " are")
                        + " missing or blank. Have the producer send one, or say where it is by outbox.inbox.message-id or"
                        + " by messageId of @Idempotent.",
                null);
    }

    public static InboxException badText(String what, String value, int max) {
        return inbox(
                "6003",
                "The " + what + " "
                        + (value.isBlank()
                                ? "is blank"
                                : value.length() > max
                                        ? "is " + value.length() + " characters long"
                                        : "has a NUL or half of a surrogate pair, which not every database stores")
                        + "; it must have 1 to " + max + " characters.",
                null);
    }

    public static InboxException unreadable(String name, Throwable cause) {
        return inbox("6004", "The message's " + name + ", where its id may be, cannot be read.", cause);
    }

    public static InboxException noStore() {
        return inbox(
                "6005",
                "There is no InboxStore. Add outbox-jpa to the application, or bring one beside its own OutboxStore.",
                null);
    }

    private static InboxException inbox(String code, String text, Throwable cause) {
        return new InboxException("OUTBOX-" + code, text, cause);
    }
}

package io.outboxed.internal.relay;

/** The broker has refused all entries that were sent together, because it has accepted at least one of them before. */
public final class DuplicatesException extends Exception {
    private static final long serialVersionUID = 1L;

    public DuplicatesException(Throwable cause) {
        super("The broker has some of the messages already", cause);
    }
}

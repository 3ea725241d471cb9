package io.outboxed;

/**
 * A message that cannot be looked up in the inbox (codes 6xxx), so that its work must not be done. Let it out of a consumer: the
 * transaction rolls back, and the broker delivers the message again, or puts it where it puts what nobody can consume.
 */
public final class InboxException extends OutboxException {
    private static final long serialVersionUID = 1L;

    /** Made by Outboxed and its extensions; {@code cause} may be null. */
    public InboxException(String code, String message, Throwable cause) {
        super(code, message, cause);
    }
}

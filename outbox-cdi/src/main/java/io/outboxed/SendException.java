package io.outboxed;

/** A message or a batch that could not be sent (codes 4xxx). */
public final class SendException extends OutboxException {
    private static final long serialVersionUID = 1L;

    /** Made by Outboxed and its extensions; {@code cause} may be null. */
    public SendException(String code, String message, Throwable cause) {
        super(code, message, cause);
    }
}

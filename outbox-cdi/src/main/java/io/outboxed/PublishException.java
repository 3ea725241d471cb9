package io.outboxed;

/** A message that cannot be published (codes 2xxx); the caller's transaction is marked for rollback. */
public final class PublishException extends OutboxException {
    private static final long serialVersionUID = 1L;

    /** Made by Outboxed and its extensions; {@code cause} may be null. */
    public PublishException(String code, String message, Throwable cause) {
        super(code, message, cause);
    }
}

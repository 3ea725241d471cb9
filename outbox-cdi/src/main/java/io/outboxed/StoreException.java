package io.outboxed;

/** The store cannot do what was asked (codes 5xxx). */
public final class StoreException extends OutboxException {
    private static final long serialVersionUID = 1L;

    /** Made by Outboxed and its extensions; {@code cause} may be null. */
    public StoreException(String code, String message, Throwable cause) {
        super(code, message, cause);
    }
}

package io.outboxed;

/** What an operator asked for cannot be done now (codes 3xxx). What was done before stays done. */
public final class AdminException extends OutboxException {
    private static final long serialVersionUID = 1L;

    /** Made by Outboxed and its extensions; {@code cause} may be null. */
    public AdminException(String code, String message, Throwable cause) {
        super(code, message, cause);
    }
}

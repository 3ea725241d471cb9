package io.outboxed;

/** A setting, an annotation or a missing part that stops the deployment (codes 1xxx). */
public final class OutboxConfigException extends OutboxException {
    private static final long serialVersionUID = 1L;

    /** Made by Outboxed and its extensions; {@code cause} may be null. */
    public OutboxConfigException(String code, String message, Throwable cause) {
        super(code, message, cause);
    }
}

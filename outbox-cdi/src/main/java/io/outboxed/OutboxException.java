package io.outboxed;

import java.util.Objects;

/** An error of Outboxed. The message starts with its code, which {@code docs/messages.md} explains. */
public abstract class OutboxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    OutboxException(String code, String message, Throwable cause) {
        super(code + ": " + message, cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    /** The error code, {@code OUTBOX-1001} for example; never reused. */
    public final String code() {
        return code;
    }
}

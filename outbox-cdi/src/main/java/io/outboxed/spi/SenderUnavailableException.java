package io.outboxed.spi;

/** The transport takes nothing at the moment: an outage, not a fault of any message. */
public class SenderUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    /** {@code cause} may be null. */
    public SenderUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.outboxed.spi;

import java.util.Optional;

/** The transport takes nothing at the moment, or nothing for one destination: an outage, not a fault of any message. */
public class SenderUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String destination;

    /** The sender takes nothing, whatever the destination; {@code cause} may be null. */
    public SenderUnavailableException(String message, Throwable cause) {
        this(message, cause, null);
    }

    /** The sender takes nothing for one destination, because it is full for example; {@code cause} may be null. */
    public SenderUnavailableException(String message, Throwable cause, String destination) {
        super(message, cause);
        this.destination = destination;
    }

    /** The only destination for which nothing is taken; empty: for all. */
    public Optional<String> destination() {
        return Optional.ofNullable(destination);
    }
}

package io.outboxed.spi;

/**
 * Says what kind of failure an exception of a {@link Sender} is. An application brings CDI beans of this type for what it knows
 * better than the relay; they are asked in the order of their {@code @Priority}, highest first.
 *
 * <p><b>Threads:</b> any number at once.
 */
public interface FailureClassifier {

    /** Kinds of failures. */
    enum Failure {
        /** Of this message, and another attempt is pointless: the entry is buried at once. */
        PERMANENT,
        /** Of this message, and another attempt may succeed: the attempt is counted, and made again after a wait. */
        TRANSIENT,
        /** Of the transport, whatever the message: no attempt is counted, and sending pauses until it answers. */
        UNAVAILABLE,
        /** Not known here: the next classifier is asked, then the relay finds out by itself. */
        UNKNOWN
    }

    /**
     * Classifies a failure.
     *
     * @param failure what was thrown or given to {@link Batch#reject}; look at its causes too
     */
    Failure classify(Throwable failure);
}

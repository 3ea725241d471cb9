package io.outboxed.benchmark.contestant;

import java.util.List;

/** One way to store orders and to tell a queue of them, set up as well as it can be. */
public interface Contestant extends AutoCloseable {

    /** Stores orders, each with its message, in one transaction. <b>Threads:</b> any number. */
    void place(List<Order> orders) throws Exception;

    /** Sends messages from now on, those too that wait. */
    void startRelay() throws Exception;

    /** Ends what is being sent, and sends no more. */
    void stopRelay() throws Exception;

    /** Throws if its relay has failed for good, so that nobody waits for it in vain. */
    default void checkRelay() {}

    /** How many messages are stored and not sent. */
    long waiting() throws Exception;

    /** Has messages wait that are due in a day only. */
    default void schedule(int count) throws Exception {
        throw new UnsupportedOperationException();
    }

    /** Has messages wait behind those that were placed; they go to another queue. */
    default void pileUp(int count) throws Exception {
        throw new UnsupportedOperationException();
    }
}

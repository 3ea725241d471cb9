package io.outboxed.spi;

import java.time.Duration;
import java.util.function.Supplier;

/** A store under test, and what stands around it in a server. */
public interface StoreFixture {

    /** The store; the same each time. */
    OutboxStore store();

    /** Its dead letters; the same each time. */
    FailedEntryStore deadLetters();

    /** What its consumers remember; the same each time. */
    InboxStore inbox();

    /**
     * Runs work in a new transaction of the calling thread: committed when the work returns, rolled back when it throws, with
     * the exception passed on.
     */
    <T> T inTransaction(Supplier<T> work);

    /** Runs work as {@link #inTransaction(Supplier)} does. */
    default void inTransaction(Runnable work) {
        inTransaction(() -> {
            work.run();
            return null;
        });
    }

    /** Makes the store write what it holds back until commit, as an application's own query may do. */
    default void flush() {}

    /** Lets time pass for the store: moves its clock forward, or all its times back. */
    void advance(Duration by);
}

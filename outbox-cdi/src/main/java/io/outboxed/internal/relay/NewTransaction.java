package io.outboxed.internal.relay;

import java.util.concurrent.Callable;

/** Runs work in a transaction of its own, whatever transaction the caller may be in. */
public interface NewTransaction {

    /**
     * Begins a transaction, runs the work, and commits if it returns, or rolls back if it throws.
     *
     * <p>What the work throws comes back as {@link Result#failure}, not as an exception, because containers wrap and log
     * those. What is thrown from here is a failure to begin or to commit: whether the commit took effect is then not known.
     */
    <T> Result<T> run(Callable<T> work);

    /** Runs the work without a transaction: one that the caller may be in does not see it. */
    default <T> Result<T> outside(Callable<T> work) {
        throw new UnsupportedOperationException("Nobody who sends is here.");
    }

    /** What the work returned, or what it threw. */
    record Result<T>(T value, Exception failure) {

        /** The work's value. */
        public T orThrow() throws Exception {
            if (failure != null) {
                throw failure;
            }
            return value;
        }
    }
}

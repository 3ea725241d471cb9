package io.outboxed.internal.relay;

import java.util.concurrent.Callable;

/** Gives what work in a transaction of its own gives, for callers that know nothing of {@link NewTransaction}. */
public final class OwnTransaction {

    private OwnTransaction() {}

    /** The work's value; what it throws is thrown here. */
    public static <T> T get(NewTransaction transaction, Callable<T> work) {
        try {
            return transaction.run(work).orThrow();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.outboxed.internal.cdi;

import io.outboxed.internal.relay.NewTransaction;
import io.outboxed.spi.OutboxEnvironment;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/** The transactions of an {@link OutboxEnvironment}. */
record EnvironmentTransaction(OutboxEnvironment environment) implements NewTransaction {

    @Override
    public <T> Result<T> run(Callable<T> work) {
        AtomicReference<Exception> thrown = new AtomicReference<>();
        try {
            T value = environment.inTransaction(() -> {
                try {
                    return work.call();
                } catch (Exception e) {
                    thrown.set(e);
                    throw e;
                }
            });
            return new Result<>(value, null);
        } catch (Exception e) {
            if (e == thrown.get()) {
                return new Result<>(null, e);
            }
            throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        }
    }

    @Override
    public <T> Result<T> outside(Callable<T> work) {
        try {
            return new Result<>(environment.outsideTransaction(work), null);
        } catch (Exception e) {
            return new Result<>(null, e);
        }
    }
}

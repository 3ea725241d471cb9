package io.outboxed.jpa;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Work in a transaction of another thread, while that of this thread goes on; fails if it waits for this one. */
final class Elsewhere {

    private Elsewhere() {}

    static <T> T call(JpaFixture fixture, Supplier<T> work) {
        return CompletableFuture.supplyAsync(() -> fixture.inTransaction(work), run -> new Thread(run).start())
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    static void run(JpaFixture fixture, Runnable work) {
        call(fixture, () -> {
            work.run();
            return null;
        });
    }
}

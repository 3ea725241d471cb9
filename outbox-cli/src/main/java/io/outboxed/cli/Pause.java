package io.outboxed.cli;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits. */
@FunctionalInterface
interface Pause {

    /** Waits for as long as it takes. */
    Pause REAL = time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());

    void of(Duration time) throws InterruptedException;
}

package io.outboxed.internal.relay;

import io.outboxed.internal.Log;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells when the container's timer is late. The timer of some servers goes by the clock of the machine: set back by an hour, it is silent for
 * an hour, and setting it right does not help.
 *
 * <p><b>Threads:</b> any number.
 */
final class TimerWatch {
    /** Longer than a timer waits for a thread, unless the server is at its limits. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Supplier<Duration> look;
    private final LongSupplier nanoTime;
    private boolean expected;
    private boolean late;
    private long lateAt;

    /** {@code look} is what the timer has to do; it returns when to do it again. */
    TimerWatch(Supplier<Duration> look, LongSupplier nanoTime) {
        this.look = look;
        this.nanoTime = nanoTime;
    }

    Duration fired() {
        begin();
        Duration next = look.get();
        expectIn(next);
        return next;
    }

    /** Does the timer's work if it is late; returns when to ask again. */
    Duration lookIfLate() {
        Duration left = untilLate();
        if (!left.isZero()) {
            return left;
        }
        Duration next = look.get();
        isLateFor(next);
        return next;
    }

    private synchronized void begin() {
        expected = false;
        late = false;
    }

    private synchronized void expectIn(Duration wait) {
        expected = true;
        lateAt = nanoTime.getAsLong() + wait.plus(PATIENCE).toNanos();
    }

    private synchronized Duration untilLate() {
        return !expected ? PATIENCE : Duration.ofNanos(Math.max(0, lateAt - nanoTime.getAsLong()));
    }

    private synchronized void isLateFor(Duration wait) {
        if (!expected) { // it has come meanwhile
            return;
        }
        if (!late) {
            late = true;
            Log.timerLate(PATIENCE);
        }
        lateAt = nanoTime.getAsLong() + wait.toNanos();
    }
}

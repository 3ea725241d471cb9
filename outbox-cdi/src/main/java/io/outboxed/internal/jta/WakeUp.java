package io.outboxed.internal.jta;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the relay is told after a transaction's commit, all of it at once; nothing if it rolls back.
 *
 * <p><b>Threads:</b> the transaction's.
 */
public final class WakeUp implements Synchronization {

    /**
     * Who is told. After completion the thread still carries the finished transaction, so it must only hand over to others.
     */
    public interface Target {

        /**
         * So many messages were published. These lanes have ready entries, and at these times, by the application's clock, others
         * become ready.
         */
        void committed(int published, Set<Integer> lanes, Set<Instant> times);
    }

    private final Target target;
    private final Set<Integer> lanes = new TreeSet<>();
    private final Set<Instant> times = new TreeSet<>();
    private int published;

    WakeUp(Target target) {
        this.target = target;
    }

    /** The lane has one more ready entry. */
    public void lane(int lane) {
        published++;
        lanes.add(lane);
    }

    /** One more entry becomes ready at a time. */
    public void at(Instant time) {
        published++;
        times.add(time);
    }

    @Override
    public void beforeCompletion() {}

    @Override
    public void afterCompletion(int status) {
        if (status == Status.STATUS_COMMITTED) {
            target.committed(published, lanes, times);
        }
    }
}

package io.outboxed.admin;

import io.outboxed.spi.PerUnit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The part of Outboxed that sends. Inject it to see how it is doing, and to pause it.
 *
 * <p><b>Pauses</b> are stored beside the entries, so that they hold for all nodes and outlive a restart. This node obeys at
 * once, others at their next look at the store, within {@code outbox.relay.idle-interval}; what a pass is sending at that
 * moment still goes out. Publishing goes on. Entries to a paused destination, and later ones of the same keys, wait; all others
 * go on. After the pause they are sent in order. Pausing and resuming work also where the relay is disabled, and are told in the
 * log, with the caller's name if the container knows it.
 *
 * <p><b>Transaction:</b> each call works in new ones of its own, also when the caller has one: what is done stays done when the
 * caller's transaction rolls back.
 *
 * <p><b>Threads:</b> any number at once.
 */
@PerUnit
public interface Relay {

    /** Stands for all destinations in {@link #pausedDestinations}. */
    String ALL = "*";

    /** Whether it runs in this application; false where it is disabled, was not started yet, or has stopped. Does not ask the store. */
    boolean isRunning();

    /**
     * The store, brokers, senders and destinations that this node has found away, by name, and since when, by this machine's clock; unmodifiable. Does
     * not ask the store.
     */
    Map<String, Instant> outages();

    /** What this node has done since the application was started. Does not ask the store. */
    Activity activity();

    /** Tells how it is doing. It counts what the outbox holds: its cost grows with the backlog. */
    RelayStatus status();

    /** Looks at what the outbox holds, at a cost that does not grow with it. */
    Backlog backlog();

    /** The lanes, by number. To tell who owns one, it locks it for a moment unless someone has; a pass that comes just then tries again. */
    List<LaneStatus> lanes();

    /**
     * Sends nothing more to a destination.
     *
     * @param destination as envelopes name it, 1 to 255 characters; it need not be known yet
     * @return false if it was paused already
     * @throws IllegalArgumentException if the name is blank, has &gt; 255 characters, or is {@link #ALL}
     */
    boolean pause(String destination);

    /**
     * Ends the pause of a destination. While everything is paused by {@link #pauseAll}, still nothing is sent.
     *
     * @return false if it was not paused
     * @throws IllegalArgumentException as for {@link #pause}
     */
    boolean resume(String destination);

    /**
     * Sends nothing more at all.
     *
     * @return false if everything was paused already
     */
    boolean pauseAll();

    /**
     * Ends {@link #pauseAll}. Destinations that were paused by themselves stay so.
     *
     * @return false if not everything was paused
     */
    boolean resumeAll();

    /** The destinations that are paused; {@link #ALL} is among them while everything is. */
    Set<String> pausedDestinations();

    /**
     * The same, and since when, by the database's clock; {@link Instant#EPOCH} where that is not known, as the pause was made by SQL without a time.
     * Who has paused it is told in the log.
     */
    Map<String, Instant> pauses();

    /**
     * Sends in the calling thread, until nothing is left that can go now: in a test, or where no timer may run. Does not wait
     * for lanes that a pass of the relay owns at that moment; paused destinations stay paused.
     *
     * @return how many entries were sent
     * @throws io.outboxed.AdminException if the relay does not run in this application: it is disabled by {@code
     *     outbox.relay.enabled}, or stopped (OUTBOX-3019)
     * @throws RuntimeException if the store fails; what was sent stays sent
     */
    int runOnce();
}

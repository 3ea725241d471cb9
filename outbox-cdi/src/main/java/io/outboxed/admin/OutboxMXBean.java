package io.outboxed.admin;

import java.util.List;
import java.util.Map;

/**
 * The outbox of one application, for JMX: {@code io.outboxed:type=Outbox,name=}<i>application</i>. Counters are this node's since the
 * application was started; the backlog is that of all nodes, looked at every ten seconds as {@link Backlog} says, and 0 or -1 until then
 * and where the relay does not run.
 *
 * <p>Means come from two counters: the mean size of a batch is {@code Sent / Batches}.
 */
public interface OutboxMXBean {

    /** Whether the relay runs in this application. */
    boolean isRunning();

    /** Names of the store, brokers, senders and destinations that this node has found away. */
    List<String> getAway();

    /** The same, and for how long, in seconds by this machine's clock. */
    Map<String, Double> getAwaySeconds();

    /** Destinations that are paused, as far as this node knows; {@link Relay#ALL} for all. */
    List<String> getPausedDestinations();

    /** Messages that transactions of this node have published. */
    long getPublished();

    /** Entries that were sent. */
    long getSent();

    /** Of these, those that the broker has told to be repeats and dropped. */
    long getDuplicatesDropped();

    /** Failed attempts after which another one follows. */
    long getFailed();

    /** Entries that became dead letters. */
    long getBuried();

    /** Entries that have expired and were dropped unsent. */
    long getExpired();

    /** Batches that were sent, of at least one entry each. */
    long getBatches();

    /** Time that sending these took, in seconds. */
    double getSendSeconds();

    /** Sum over all sent entries: from when they occurred until the broker had accepted them, in seconds. */
    double getLagSeconds();

    /** Passes over a lane. */
    long getPasses();

    /** Sum over all passes: for how long their lane had waited for them, in seconds. */
    double getLaneWaitSeconds();

    /** Messages that consumers have skipped, because they had worked on them before. */
    long getInboxDuplicates();

    /** Entries that are to be sent as soon as possible. */
    long getReady();

    /** Entries that wait for an earlier one of their key, or for their destination. */
    long getWaiting();

    /** Entries that wait for another attempt. */
    long getRetrying();

    /** Entries that wait for their time. */
    long getScheduled();

    /** Dead letters. */
    long getDead();

    /** Age of the oldest entry that is ready, waiting or retrying, in seconds; -1: not known. */
    double getOldestAgeSeconds();

    /** By destination, how many entries are ready, waiting or retrying. */
    Map<String, Long> getPendingByDestination();
}

package io.outboxed.internal;

import io.outboxed.OutboxException;
import io.outboxed.spi.Entry;
import io.outboxed.spi.EntryRejectedException;
import io.outboxed.spi.SealedEnvelope;
import io.outboxed.spi.SenderUnavailableException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Every line of this module's log, with its code (3xxx; see {@code docs/messages.md}). Payloads and header values never appear:
 * of a foreign exception only its class does, because its text may quote them.
 */
public final class Log {
    private static final Logger RELAY = System.getLogger("io.outboxed.relay");

    /** The life of each entry; failures of entries are in the relay's own log, with the same ids. */
    private static final Logger ENTRIES = System.getLogger("io.outboxed.entries");

    private Log() {}

    public static void started(String unit, int lanes, int workers, String connectionFactory, Object mode) {
        RELAY.log(
                Level.INFO,
                "OUTBOX-3001: Relay{0} started: {1} lane(s), {2} worker(s), sending through {3} in mode {4}.",
                of(unit),
                lanes,
                workers,
                connectionFactory,
                mode);
    }

    /** Nothing for the main outbox. */
    private static String of(String unit) {
        return unit.isEmpty() ? "" : " of '" + unit + "'";
    }

    public static void relayDisabled(String unit) {
        RELAY.log(
                Level.INFO,
                "OUTBOX-3002: This application stores messages but does not send them (outbox.relay.enabled=false){0}.",
                of(unit));
    }

    public static void captured(String unit, String slot) {
        RELAY.log(
                Level.INFO,
                "OUTBOX-3028: This application sends nothing itself: change data capture reads its messages from the database''s log,"
                        + " by replication slot {0} (outbox.cdc.slot){1}.",
                slot,
                of(unit));
    }

    public static void stopped(String unit, boolean inTime, Duration timeout) {
        if (inTime) {
            RELAY.log(Level.INFO, "OUTBOX-3003: Relay{0} stopped.", of(unit));
        } else {
            RELAY.log(
                    Level.WARNING,
                    "OUTBOX-3004: Relay{0} stopped, but a pass still ran after {1}; its transaction ends or rolls back by itself.",
                    of(unit),
                    timeout);
        }
    }

    public static void retrying(Entry entry, int attempts, Duration wait, Throwable cause) {
        RELAY.log(
                Level.WARNING,
                "OUTBOX-3005: Sending entry {0} to {1} failed ({2} attempt(s) so far): {3}. It is tried again in {4}{5}.",
                entry.id(),
                entry.envelope().destination(),
                attempts,
                describe(cause),
                wait,
                entry.key() == null ? "" : "; later entries of its key wait");
        RELAY.log(Level.DEBUG, "Cause of the failed attempt", cause);
    }

    public static void buried(Entry entry, int attempts, boolean holdsKey, Throwable cause) {
        RELAY.log(
                Level.ERROR,
                "OUTBOX-3006: Entry {0} to {1}, type {2}, is a dead letter after {3} attempt(s): {4}. It stays in"
                        + " OUTBOX_PARKED until someone redrives or discards it{5}.",
                entry.id(),
                entry.envelope().destination(),
                entry.envelope().type(),
                attempts,
                describe(cause),
                entry.key() == null
                        ? ""
                        : holdsKey ? "; later entries of its key wait for that" : "; later entries of its key go on");
        RELAY.log(Level.DEBUG, "Cause of the last failed attempt", cause);
    }

    public static void outageBegan(String what, Throwable cause, Duration wait) {
        RELAY.log(
                Level.WARNING,
                "OUTBOX-3007: The {0} is away: {1}. Entries are kept and no attempt is counted; the next try is in {2}.",
                what,
                describe(cause),
                wait);
        RELAY.log(Level.DEBUG, "Cause of the outage", cause);
    }

    /** No outage but a defect, which is why the stack goes with it. */
    public static void outageByError(String what, Throwable cause) {
        RELAY.log(
                Level.ERROR,
                "OUTBOX-3022: The " + what + " failed with an error, which waiting may not mend: " + describe(cause)
                        + ". Entries are kept, and it is tried again all the same.",
                cause);
    }

    public static void outageGoesOn(String what, Throwable cause, Duration wait) {
        RELAY.log(Level.DEBUG, "The {0} is still away: {1}. The next try is in {2}.", what, describe(cause), wait);
    }

    public static void outageEnded(String what) {
        RELAY.log(Level.INFO, "OUTBOX-3008: The {0} is back.", what);
    }

    public static void tasksDropped(long count, Duration patience) {
        RELAY.log(
                Level.INFO,
                "OUTBOX-3021: The container has not begun {0} task(s) of the relay within {1}; they are handed over again.",
                count,
                patience);
    }

    public static void tasksOverdue(long count, Duration patience) {
        RELAY.log(
                Level.WARNING,
                "OUTBOX-3023: The container has not begun {0} task(s) of the relay, though they were handed over again {1} ago. "
                        + "Are all threads of its executor busy? They are handed over once more.",
                count,
                patience);
    }

    public static void timerLate(Duration patience) {
        RELAY.log(
                Level.INFO,
                "OUTBOX-3024: The server''s timer has not fired though it was to do so {0} ago or longer. Was the clock set back? "
                        + "Until it fires, a thread of the relay looks for work.",
                patience);
    }

    public static void noTimerGuard(Exception cause) {
        RELAY.log(Level.INFO, "OUTBOX-3025: The server gives no thread to watch over its timer: {0}.", describe(cause));
        RELAY.log(Level.DEBUG, "Why there is none", cause);
    }

    public static void executorRefused(Exception cause) {
        RELAY.log(Level.DEBUG, "The container takes no tasks at the moment; the timer will try again.", cause);
    }

    public static void asynchronousEvent(String type) {
        RELAY.log(
                Level.ERROR,
                "OUTBOX-3009: An event of {0} was fired asynchronously and is not published; use Event.fire in a transaction.",
                type);
    }

    public static void duplicatesDropped(int count) {
        RELAY.log(
                Level.INFO,
                "OUTBOX-3010: The broker already has some of {0} entries; the rest are sent one by one.",
                count);
    }

    public static void notClosed(Exception cause) {
        RELAY.log(Level.DEBUG, "A JMS connection could not be closed; the broker drops it by itself.", cause);
    }

    public static void expired(String destination, long count) {
        RELAY.log(Level.WARNING, "OUTBOX-3011: {0} entries to {1} have expired and were not sent.", count, destination);
    }

    public static void conflict(int lane, Throwable cause) {
        RELAY.log(Level.DEBUG, "Pass over lane {0} met a conflict in the database and is tried again.", lane);
        RELAY.log(Level.TRACE, "The conflict", cause);
    }

    public static void notPurged(Throwable cause) {
        RELAY.log(Level.DEBUG, "Old entries could not be deleted; tried again in a minute: {0}.", describe(cause));
    }

    public static void listenerFailed(Throwable cause) {
        RELAY.log(Level.WARNING, "OUTBOX-3012: An OutboxListener failed, or an observer of DeadLettered.", cause);
    }

    public static void notInJmx(Exception cause) {
        RELAY.log(Level.WARNING, "OUTBOX-3026: The outbox cannot be seen by JMX: {0}.", describe(cause));
        RELAY.log(Level.DEBUG, "Why not", cause);
    }

    public static void backlogUnknown(Exception cause) {
        RELAY.log(Level.DEBUG, "What the outbox holds is not known; asked again in ten seconds: {0}.", describe(cause));
    }

    public static void paused(Object destinations) {
        RELAY.log(Level.INFO, "OUTBOX-3013: Paused destinations are now: {0}.", destinations);
    }

    /** What people have typed must not look like further lines of the log. */
    static String line(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    /** In the publisher's transaction, which may still roll back. */
    public static void published(SealedEnvelope envelope, int lane) {
        if (ENTRIES.isLoggable(Level.DEBUG)) {
            ENTRIES.log(
                    Level.DEBUG,
                    "Entry {0} to {1}, type {2}, is stored in lane {3}, if its transaction commits.",
                    envelope.id(),
                    line(envelope.destination()),
                    line(envelope.type()),
                    lane);
        }
    }

    public static void sent(List<Entry> entries) {
        if (ENTRIES.isLoggable(Level.DEBUG)) {
            entries.forEach(entry ->
                    ENTRIES.log(Level.DEBUG, "Entry {0} to {1} was sent.", entry.id(), line(entry.destination())));
        }
    }

    public static void passed(int lane, int accepted, int rejected) {
        if (RELAY.isLoggable(Level.DEBUG)) {
            RELAY.log(Level.DEBUG, "Pass over lane {0}: {1} accepted, {2} rejected.", lane, accepted, rejected);
        }
    }

    /**
     * What may be told of a failure, down to its root cause: our own texts, those of the network, the state of SQL errors, and of
     * other exceptions only the class.
     */
    public static String describe(Throwable failure) {
        return Causes.of(failure).limit(5).map(Log::tell).collect(Collectors.joining(" < "));
    }

    private static String tell(Throwable t) {
        if (isOwn(t)) {
            return t.getMessage();
        }
        if (t instanceof SQLException sql) {
            return t.getClass().getName() + " (SQL state " + sql.getSQLState() + ", error " + sql.getErrorCode() + ")";
        }
        return t instanceof IOException ? t.toString() : t.getClass().getName();
    }

    private static boolean isOwn(Throwable t) {
        return t instanceof OutboxException
                || t instanceof SenderUnavailableException
                || t instanceof EntryRejectedException;
    }
}

package io.outboxed.internal.relay;

import io.outboxed.OutboxException;
import io.outboxed.internal.SendErrors;
import io.outboxed.internal.relay.SendReport.Rejection;
import io.outboxed.spi.Entry;
import io.outboxed.spi.EntryRejectedException;
import io.outboxed.spi.EntryTransformer;
import io.outboxed.spi.FailureClassifier.Failure;
import io.outboxed.spi.SealedEnvelope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Has transformers change entries before they are sent. The report speaks of the entries as they are stored, so that those are deleted,
 * parked and buried.
 *
 * <p>An entry that cannot be transformed fails alone: later ones of its key are left out, all others are sent. Transformers run without a
 * transaction, as one that failed would take the pass's with it.
 *
 * <p>What they return may be much larger than what is stored. So a batch ends before its changed payloads have more bytes than a
 * batch may have; the rest is left for the next pass.
 */
public final class TransformedSending implements Sending {
    private final Sending sending;
    private final List<EntryTransformer> transformers;
    private final NewTransaction transaction;
    private final Failures failures;
    private final long maxBytes;
    private final LongSupplier nanoTime;

    /**
     * Changes what {@code sending} is to send.
     *
     * @param transformers in the order in which they saw the entries on the way in
     */
    public TransformedSending(
            Sending sending,
            List<EntryTransformer> transformers,
            NewTransaction transaction,
            Failures failures,
            long maxBytes,
            LongSupplier nanoTime) {
        this.sending = sending;
        this.transformers = new ArrayList<>(transformers);
        Collections.reverse(this.transformers);
        this.transaction = transaction;
        this.failures = failures;
        this.maxBytes = maxBytes;
        this.nanoTime = nanoTime;
    }

    @Override
    public SendReport send(int lane, List<Entry> stored, Ownership ownership) throws Exception {
        if (transformers.isEmpty() && stored.stream().noneMatch(entry -> marker(entry) != null)) {
            return sending.send(lane, stored, ownership);
        }
        ConfirmedLane owned = new ConfirmedLane(ownership, nanoTime);
        Readied readied = transaction.outside(() -> ready(stored)).orThrow();
        owned.confirmIfDoubtful();
        SendReport report = sending.send(lane, readied.entries, ownership);
        report.replaceAll(entry -> readied.stored.getOrDefault(entry.position(), entry));
        readied.failed.forEach(each -> report.reject(each.entry(), each.permanent(), each.cause()));
        if (readied.isPartial) {
            report.leaveSome();
        }
        return report;
    }

    /** What is to be sent of a batch, and what cannot. */
    private static final class Readied {
        private final List<Entry> entries = new ArrayList<>();
        private final Map<Long, Entry> stored = new HashMap<>();
        private final List<Rejection> failed = new ArrayList<>();
        private boolean isPartial;
    }

    private Readied ready(List<Entry> batch) {
        Readied readied = new Readied();
        Set<String> failedKeys = new HashSet<>();
        long bytes = 0;
        for (Entry entry : batch) {
            if (failedKeys.contains(entry.key())) {
                continue;
            }
            try {
                Entry changed = ready(entry);
                if (changed.envelope().payload() != entry.envelope().payload()) {
                    bytes += changed.envelope().payload().size();
                    if (bytes > maxBytes && !readied.entries.isEmpty()) {
                        readied.isPartial = true;
                        return readied;
                    }
                }
                readied.entries.add(changed);
                readied.stored.put(entry.position(), entry);
            } catch (Exception e) {
                readied.failed.add(new Rejection(entry, isPermanent(e), e));
                if (entry.key() != null) {
                    failedKeys.add(entry.key());
                }
            }
        }
        return readied;
    }

    private Entry ready(Entry stored) throws Exception {
        Entry changed = stored;
        for (EntryTransformer transformer : transformers) {
            changed = ready(transformer, changed);
        }
        String marker = marker(changed);
        if (marker != null) {
            throw SendErrors.notUndone(marker);
        }
        return changed;
    }

    private static Entry ready(EntryTransformer transformer, Entry before) throws Exception {
        Entry after;
        try {
            after = transformer.onSend(before);
        } catch (EntryRejectedException | OutboxException e) {
            throw e;
        } catch (Exception
                | LinkageError
                | StackOverflowError e) { // the last two are of this entry or class, not of the process
            throw SendErrors.notReadied(transformer.getClass(), e);
        }
        if (after == null || !isSame(before, after)) {
            throw SendErrors.anotherEntry(transformer.getClass());
        }
        return after;
    }

    private static boolean isSame(Entry before, Entry after) {
        SealedEnvelope was = before.envelope();
        SealedEnvelope is = after.envelope();
        return before.lane() == after.lane()
                && before.position() == after.position()
                && before.attempts() == after.attempts()
                && before.timeToLive() == after.timeToLive()
                && was.id().equals(is.id())
                && was.destination().equals(is.destination())
                && Objects.equals(was.key(), is.key())
                && was.occurred().equals(is.occurred());
    }

    private static String marker(Entry entry) {
        for (String header : entry.envelope().headers().keySet()) {
            if (header.startsWith(EntryTransformer.UNDO)) {
                return header;
            }
        }
        return null;
    }

    private boolean isPermanent(Exception cause) {
        Failure failure = failures.classify(cause);
        boolean saysSo = cause instanceof EntryRejectedException rejection && rejection.isPermanent();
        return failure == Failure.PERMANENT || saysSo && failure != Failure.TRANSIENT;
    }

    @Override
    public void committed(int lane) {
        sending.committed(lane);
    }

    @Override
    public PassResult rolledBack(int lane, Exception failure, boolean duringCommit) throws Exception {
        return sending.rolledBack(lane, failure, duringCommit);
    }
}

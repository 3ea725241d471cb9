package io.outboxed.internal.relay;

import io.outboxed.internal.Log;
import io.outboxed.internal.relay.WritingSender.Written;
import io.outboxed.spi.Batch;
import io.outboxed.spi.Entry;
import io.outboxed.spi.EntryRejectedException;
import io.outboxed.spi.FailureClassifier.Failure;
import io.outboxed.spi.SenderUnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Sends a batch, each part of it in a transaction of its own, and finds the entries that cannot be sent: by what the sender
 * says, else by halves, so that one bad entry in 500 costs about nine commits more.
 *
 * <p>A commit may fail without a reason. Where the sender can, one entry of such a part is then sent without a transaction: what it is
 * told is true of that entry, and if the destination is away, the rest need not be tried. While a destination is away, it is asked in the
 * same way, as each failed commit of a JTA transaction may leave a record in the server's transaction log that an operator has to remove.
 *
 * <p>A broker that detects duplicates refuses all of a part for one repeated id. Its entries are then sent one by one.
 *
 * <p>Parts are sent in order, and once an entry has failed, later ones of its key are left out.
 *
 * <p>A broker that does not answer may hold up a part for so long that the database ends the pass's transaction, and another node sends the
 * same entries. So, after a part that took long, ownership of the lane is confirmed before the next; and where the sender can wait, before
 * a part is committed that took long to write.
 */
public final class BatchSending implements Sending {
    private final Routes routes;
    private final NewTransaction transaction;
    private final Failures failures;
    private final LongSupplier nanoTime;

    /** Sends by these routes. */
    public BatchSending(Routes routes, NewTransaction transaction, Failures failures) {
        this(routes, transaction, failures, System::nanoTime);
    }

    /** Likewise, by a clock that a test may have. */
    public BatchSending(Routes routes, NewTransaction transaction, Failures failures, LongSupplier nanoTime) {
        this.routes = routes;
        this.transaction = transaction;
        this.failures = failures;
        this.nanoTime = nanoTime;
    }

    @Override
    public SendReport send(int lane, List<Entry> batch, Ownership ownership) {
        SendReport report = new SendReport();
        Deque<Part> parts = new ArrayDeque<>(Part.of(batch, routes, report));
        ConfirmedLane owned = new ConfirmedLane(ownership, nanoTime);
        while (!parts.isEmpty()) {
            Part part = without(parts.pop(), report);
            if (!part.entries().isEmpty()) {
                owned.confirmIfDoubtful();
                send(part, parts, report, owned);
            }
        }
        return report;
    }

    /** The part without what cannot go because of what has happened since it was cut. */
    private Part without(Part part, SendReport report) {
        List<Entry> free = new ArrayList<>();
        for (Entry entry : part.entries()) {
            if (report.outages().containsKey(part.route().outage())
                    || report.outages()
                            .containsKey(routes.outageOf(entry.destination()).orElse(null))) {
                report.hold(entry);
            } else if (!report.isHeld(entry)) {
                free.add(entry);
            }
        }
        return new Part(part.route(), free, part.how());
    }

    private void send(Part part, Deque<Part> parts, SendReport report, ConfirmedLane lane) {
        if (isDoubtful(part, report)) {
            parts.push(part.from(1, part.entries().size()));
            send(part.firstImmediately(), parts, report, lane);
            return;
        }
        Batch batch = new Batch(part.entries());
        attempt(part, batch, parts, report, () -> send(part, batch, lane)).ifPresent(held -> {
            try {
                lane.confirmIfDoubtful();
                attempt(part, batch, parts, report, () -> {
                    inNewTransaction(held::commit);
                    return Optional.empty();
                });
            } finally {
                held.rollback();
            }
        });
    }

    /** Returns what is still to be committed, where the lane has become doubtful since it was last confirmed. */
    private Optional<Written> send(Part part, Batch batch, ConfirmedLane lane) throws Exception {
        if (part.how() == Part.How.IMMEDIATELY) {
            transaction.outside(() -> sendNow(part)).orThrow();
        } else if (part.route().sender() instanceof WritingSender sender) {
            return write(sender, batch, lane);
        } else {
            inNewTransaction(() -> part.route().sender().send(batch));
        }
        return Optional.empty();
    }

    private Optional<Written> write(WritingSender sender, Batch batch, ConfirmedLane lane) throws Exception {
        AtomicReference<Written> written = new AtomicReference<>();
        boolean held = false;
        try {
            held = transaction
                    .run(() -> {
                        written.set(sender.write(batch));
                        boolean doubtful = lane.isDoubtful();
                        if (!doubtful) {
                            written.get().commit();
                        }
                        return doubtful;
                    })
                    .orThrow();
            return held ? Optional.of(written.get()) : Optional.empty();
        } finally {
            if (!held && written.get() != null) {
                written.get().rollback(); // the transaction around it may have failed
            }
        }
    }

    private interface Attempt {
        Optional<Written> run() throws Exception;
    }

    /** Tries to send a part, or to commit what was held, and deals with how that ends. */
    private Optional<Written> attempt(Part part, Batch batch, Deque<Part> parts, SendReport report, Attempt attempt) {
        try {
            Optional<Written> held = attempt.run();
            if (held.isEmpty()) {
                settle(part.route(), batch, report);
            }
            return held;
        } catch (SenderUnavailableException e) {
            unavailable(part, e, parts, report);
        } catch (DuplicatesException e) {
            apart(part, batch, parts, report);
        } catch (Exception e) {
            Failure failure = failures.classify(e);
            if (failure == Failure.UNAVAILABLE) {
                unavailable(part, new SenderUnavailableException("The sender takes nothing", e), parts, report);
            } else if (e instanceof EntryRejectedException rejection) {
                reject(part, rejection, failure, parts, report);
            } else {
                halve(part, e, failure, parts, report);
            }
        }
        return Optional.empty();
    }

    /** Whether the destination of its first entry took nothing at the last attempt, so that a whole batch would be too much. */
    private boolean isDoubtful(Part part, SendReport report) {
        return part.canBeImmediate()
                && routes.outageOf(part.entries().get(0).destination())
                        .filter(outage ->
                                outage.isGoingOn() && !report.answered().contains(outage))
                        .isPresent();
    }

    private static Void sendNow(Part part) throws Exception {
        ((ImmediateSender) part.route().sender()).sendNow(part.entries().get(0));
        return null;
    }

    /** What is to be sent by other circuits goes on, but nothing overtakes what has to wait. */
    private void unavailable(Part part, SenderUnavailableException e, Deque<Part> parts, SendReport report) {
        Outage outage =
                e.destination().map(routes::outageFor).orElse(part.route().outage());
        report.unavailable(outage, e);
        parts.push(part);
    }

    private void apart(Part part, Batch batch, Deque<Part> parts, SendReport report) {
        if (part.how() != Part.How.APART) {
            Log.duplicatesDropped(part.entries().size());
        }
        if (part.entries().size() == 1) {
            report.dropped();
            settle(part.route(), batch, report);
            return;
        }
        for (int i = part.entries().size() - 1; i >= 0; i--) {
            parts.push(new Part(part.route(), part.entries().subList(i, i + 1), Part.How.APART));
        }
    }

    private void settle(Route route, Batch batch, SendReport report) {
        List<Entry> rejected = new ArrayList<>();
        for (EntryRejectedException rejection : batch.rejections()) {
            rejected.add(rejection.entry());
            report.reject(rejection.entry(), isPermanent(rejection, failures.classify(rejection)), rejection);
        }
        for (Entry entry : batch.entries()) {
            if (!rejected.contains(entry) && !batch.isHeld(entry)) {
                report.accept(entry, route.outage());
                routes.outageOf(entry.destination())
                        .ifPresent(outage -> report.answered().add(outage));
            }
        }
    }

    private void reject(Part part, EntryRejectedException e, Failure failure, Deque<Part> parts, SendReport report) {
        int at = part.entries().indexOf(e.entry());
        if (at < 0) {
            halve(part, e, failure, parts, report);
            return;
        }
        boolean permanent = isPermanent(e, failure);
        if (permanent || answers(part, parts, report, e)) {
            report.reject(e.entry(), permanent, e);
            parts.push(part.from(at + 1, part.entries().size()));
            parts.push(part.from(0, at));
        }
    }

    private static boolean isPermanent(EntryRejectedException e, Failure failure) {
        return failure == Failure.PERMANENT || e.isPermanent() && failure != Failure.TRANSIENT;
    }

    private void halve(Part part, Exception cause, Failure failure, Deque<Part> parts, SendReport report) {
        if (!answers(part, parts, report, cause)) {
            return;
        }
        int size = part.entries().size();
        if (part.canBeImmediate()) { // which tells what a commit keeps to itself
            parts.push(part.from(Math.max(1, size / 2), size));
            parts.push(part.from(1, Math.max(1, size / 2)));
            parts.push(part.firstImmediately());
        } else if (size == 1) {
            report.reject(part.entries().get(0), failure == Failure.PERMANENT, cause);
        } else {
            parts.push(part.from(size / 2, size));
            parts.push(part.from(0, size / 2));
        }
    }

    /** Whether the failure was the messages' and not an outage, for which no entry is to blame. */
    private boolean answers(Part part, Deque<Part> parts, SendReport report, Exception cause) {
        Optional<SenderUnavailableException> outage = probe(part.route());
        outage.ifPresent(e -> {
            e.addSuppressed(cause);
            unavailable(part, e, parts, report);
        });
        return outage.isEmpty();
    }

    /** Asks a route's sender whether it takes anything; empty if so. */
    Optional<SenderUnavailableException> probe(Route route) {
        try {
            inNewTransaction(route.sender()::probe);
            return Optional.empty();
        } catch (SenderUnavailableException e) {
            return Optional.of(e);
        } catch (Throwable e) { // errors too, else nobody would ask again
            return Optional.of(new SenderUnavailableException("The sender does not answer", e));
        }
    }

    private void inNewTransaction(Work work) throws Exception {
        transaction
                .run(() -> {
                    work.run();
                    return null;
                })
                .orThrow();
    }

    private interface Work {
        void run() throws Exception;
    }
}

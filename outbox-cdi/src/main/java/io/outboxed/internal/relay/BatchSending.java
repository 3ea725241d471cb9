package io.outboxed.internal.relay;

import io.outboxed.internal.Errors;
import io.outboxed.spi.Entry;
import io.outboxed.spi.EntryRejectedException;
import io.outboxed.spi.Sender;
import io.outboxed.spi.SenderUnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Sends a batch, each part of it in a transaction of its own, and finds the entries that cannot be sent: by what the sender
 * says, else by halves, so that one bad entry in 500 costs about nine commits more.
 *
 * <p>Parts are sent in order, and once an entry has failed, later ones of its key are left out.
 */
public final class BatchSending {
    private final List<Sender> senders;
    private final NewTransaction transaction;

    /** Entries go to the first sender that accepts their destination. */
    public BatchSending(List<Sender> senders, NewTransaction transaction) {
        this.senders = List.copyOf(senders);
        this.transaction = transaction;
    }

    SendReport send(List<Entry> batch) {
        SendReport report = new SendReport();
        Deque<Part> parts = new ArrayDeque<>(bySender(batch, report));
        while (!parts.isEmpty() && report.outage().isEmpty()) {
            Part part = parts.pop().without(report);
            if (!part.entries.isEmpty()) {
                send(part, parts, report);
            }
        }
        return report;
    }

    private void send(Part part, Deque<Part> parts, SendReport report) {
        try {
            inNewTransaction(() -> part.sender.send(part.entries));
            report.accept(part.entries);
        } catch (SenderUnavailableException e) {
            report.unavailable(e);
        } catch (EntryRejectedException e) {
            int at = part.entries.indexOf(e.entry());
            if (at < 0) {
                halve(part, parts, report, e);
            } else if (e.isPermanent() || answers(part.sender, report, e)) {
                report.reject(e.entry(), e.isPermanent(), e);
                parts.push(part.from(at + 1, part.entries.size()));
                parts.push(part.from(0, at));
            }
        } catch (Exception e) {
            halve(part, parts, report, e);
        }
    }

    private void halve(Part part, Deque<Part> parts, SendReport report, Exception cause) {
        if (!answers(part.sender, report, cause)) {
            return;
        }
        int size = part.entries.size();
        if (size == 1) {
            report.reject(part.entries.get(0), false, cause);
        } else {
            parts.push(part.from(size / 2, size));
            parts.push(part.from(0, size / 2));
        }
    }

    /** Whether the failure was the messages' and not an outage, for which no entry is to blame. */
    private boolean answers(Sender sender, SendReport report, Exception cause) {
        try {
            inNewTransaction(sender::probe);
            return true;
        } catch (Exception e) {
            e.addSuppressed(cause);
            report.unavailable(
                    e instanceof SenderUnavailableException outage
                            ? outage
                            : new SenderUnavailableException("The sender does not answer", e));
            return false;
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

    /** Runs of neighbours with the same sender, so that the order within a key holds across senders. */
    private List<Part> bySender(List<Entry> batch, SendReport report) {
        List<Part> parts = new ArrayList<>();
        for (Entry entry : batch) {
            Sender sender = senderFor(entry);
            if (sender == null) {
                report.reject(entry, false, Errors.noSender(entry.envelope().destination()));
            } else {
                if (parts.isEmpty() || parts.get(parts.size() - 1).sender != sender) {
                    parts.add(new Part(sender, new ArrayList<>()));
                }
                parts.get(parts.size() - 1).entries.add(entry);
            }
        }
        return parts;
    }

    private Sender senderFor(Entry entry) {
        for (Sender sender : senders) {
            if (sender.accepts(entry.envelope().destination())) {
                return sender;
            }
        }
        return null;
    }

    private record Part(Sender sender, List<Entry> entries) {

        Part from(int start, int end) {
            return new Part(sender, entries.subList(start, end));
        }

        Part without(SendReport report) {
            return new Part(
                    sender, entries.stream().filter(e -> !report.isHeld(e)).toList());
        }
    }
}

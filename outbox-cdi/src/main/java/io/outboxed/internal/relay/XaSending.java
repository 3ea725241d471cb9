package io.outboxed.internal.relay;

import io.outboxed.internal.SendErrors;
import io.outboxed.internal.relay.SendReport.Rejection;
import io.outboxed.spi.Batch;
import io.outboxed.spi.Entry;
import io.outboxed.spi.EntryRejectedException;
import io.outboxed.spi.FailureClassifier.Failure;
import io.outboxed.spi.SenderUnavailableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends within the pass's own transaction, so that an entry is sent and deleted, or neither. A failure rolls the whole pass
 * back; the next ones over the lane send half as much each, until the entry at fault is found, and then go on without it.
 */
public final class XaSending implements Sending {
    private final Routes routes;
    private final BatchSending probing;
    private final Failures failures;
    private final Map<Integer, Search> searches = new ConcurrentHashMap<>();

    /** What is known of a lane since its last commit. */
    private static final class Search {
        private int limit = Integer.MAX_VALUE;
        private final Map<Long, Rejection> found = new HashMap<>();
        private List<Entry> tried = List.of();
        private Route route;
        private boolean failed;
    }

    /** Sends by these routes; {@code probing} asks them whether they answer. */
    public XaSending(Routes routes, BatchSending probing, Failures failures) {
        this.routes = routes;
        this.probing = probing;
        this.failures = failures;
    }

    @Override
    public SendReport send(int lane, List<Entry> entries, Ownership ownership) throws Exception {
        Search search = searches.computeIfAbsent(lane, number -> new Search());
        search.tried = List.of();
        search.failed = true; // unless this method comes to its end
        SendReport report = new SendReport();
        int sent = 0;
        for (Entry entry : entries) {
            Rejection known = search.found.get(entry.position());
            Optional<Route> route = routes.to(entry.destination());
            if (known != null) {
                report.reject(entry, known.permanent(), known.cause());
            } else if (route.isEmpty()) {
                report.reject(entry, false, SendErrors.noSender(entry.destination()));
            } else if (sent < search.limit && !report.isHeld(entry)) {
                report.accept(entry, route.get().outage());
                sent++;
            } else {
                report.hold(entry);
                report.leaveSome();
            }
        }
        sendRuns(report.accepted(), search);
        search.tried = report.accepted();
        search.failed = false;
        return report;
    }

    /** Neighbours with one route go together. */
    private void sendRuns(List<Entry> entries, Search search) throws Exception {
        int start = 0;
        while (start < entries.size()) {
            Route route = routeOf(entries.get(start));
            int end = start + 1;
            while (end < entries.size() && routeOf(entries.get(end)) == route) {
                end++;
            }
            search.tried = entries.subList(start, end);
            search.route = route;
            Batch batch = new Batch(search.tried);
            route.sender().send(batch);
            if (!batch.rejections().isEmpty()) { // the others were sent, but only a commit would make that true
                throw batch.rejections().get(0);
            }
            start = end;
        }
    }

    private Route routeOf(Entry entry) {
        return routes.to(entry.destination()).orElseThrow();
    }

    @Override
    public void committed(int lane) {
        searches.remove(lane);
    }

    @Override
    public boolean repeats() {
        return false;
    }

    @Override
    public PassResult rolledBack(int lane, Exception failure, boolean duringCommit) throws Exception {
        Search search = searches.get(lane);
        boolean bySending = search != null && !search.tried.isEmpty() && (duringCommit || search.failed);
        if (!bySending || Conflicts.isConflict(failure)) {
            throw failure;
        }
        Failure kind = failures.classify(failure);
        if (failure instanceof SenderUnavailableException outage) {
            return away(search, outage);
        }
        if (kind == Failure.UNAVAILABLE) {
            return away(search, new SenderUnavailableException("The sender takes nothing", failure));
        }
        Optional<SenderUnavailableException> outage = probing.probe(search.route);
        if (outage.isPresent()) {
            return away(search, outage.get());
        }
        if (failure instanceof EntryRejectedException rejection) {
            blame(search, rejection.entry(), kind == Failure.PERMANENT || rejection.isPermanent(), failure);
        } else if (search.tried.size() == 1) {
            blame(search, search.tried.get(0), kind == Failure.PERMANENT, failure);
        } else {
            search.limit = search.tried.size() / 2;
        }
        search.tried = List.of();
        return PassResult.Owned.without(List.of(), List.of(), true);
    }

    private static void blame(Search search, Entry entry, boolean permanent, Exception cause) {
        search.found.put(entry.position(), new Rejection(entry, permanent, cause));
        search.limit = Integer.MAX_VALUE;
    }

    private PassResult away(Search search, SenderUnavailableException cause) {
        Outage outage = cause.destination().map(routes::outageFor).orElse(search.route.outage());
        search.tried = List.of();
        return PassResult.Owned.away(outage, cause);
    }
}

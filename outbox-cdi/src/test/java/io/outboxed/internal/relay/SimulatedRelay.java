package io.outboxed.internal.relay;

import io.outboxed.spi.Batch;
import io.outboxed.spi.Entry;
import io.outboxed.spi.EntryRejectedException;
import io.outboxed.spi.Sender;
import io.outboxed.spi.SenderUnavailableException;
import io.outboxed.spi.StoreFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/**
 * The real passes over any store, with two transports that fail as a number says. What happens depends on nothing but the
 * number and the entries, so two of these over two stores must do the same.
 */
public final class SimulatedRelay {

    /** The process dies: nothing more of it happens. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final StoreFixture fixture;
    private final Set<String> paused = new TreeSet<>();
    private final List<String> sent = new ArrayList<>();
    private final List<Outage> open = new ArrayList<>();
    private long outcomes;
    private Routes routes;
    private Pass pass;

    private final class Transport implements Sender {
        private final boolean mail;
        private final List<String> uncommitted = new ArrayList<>();

        Transport(boolean mail) {
            this.mail = mail;
        }

        @Override
        public boolean accepts(String destination) {
            return !mail || destination.equals("mail");
        }

        @Override
        public void send(Batch batch) throws Exception {
            uncommitted.clear();
            probe();
            for (Entry entry : batch.entries()) {
                switch (chance("entry", entry.id(), 16)) {
                    case 0 -> throw new EntryRejectedException(entry, true, "permanent", null);
                    case 1, 2 -> throw new EntryRejectedException(entry, false, "transient", null);
                    case 3 -> throw new IllegalStateException("no cause is named");
                    case 4 -> throw new SenderUnavailableException("full", null, entry.destination());
                    default -> uncommitted.add(entry.id());
                }
            }
            if (chance("death", "before", 12) == 0) {
                throw new Death();
            }
            sent.addAll(uncommitted);
            if (chance("death", "after", 12) == 0) {
                throw new Death();
            }
        }

        @Override
        public void probe() throws SenderUnavailableException {
            if (chance("outage", mail ? "mail" : "rest", 6) == 0) {
                throw new SenderUnavailableException("away", null);
            }
        }
    }

    private int chance(String what, String who, int of) {
        return Math.floorMod(Objects.hash(outcomes, what, who) * 0x9E3779B9 >>> 7, of);
    }

    /** The outer transaction is the store's; the inner ones are the transports' own affair. */
    private final class Transactions implements NewTransaction {
        private boolean inner;

        @Override
        public <T> Result<T> run(Callable<T> work) {
            if (inner) {
                return call(work);
            }
            inner = true;
            try {
                return fixture.inTransaction(() -> {
                    Result<T> result = call(work);
                    if (result.failure() != null) {
                        throw new IllegalStateException(result.failure());
                    }
                    return result;
                });
            } finally {
                inner = false;
            }
        }

        private <T> Result<T> call(Callable<T> work) {
            try {
                return new Result<>(work.call(), null);
            } catch (Exception e) {
                return new Result<>(null, e);
            }
        }
    }

    /** Over a store with prepared lanes. */
    public SimulatedRelay(StoreFixture fixture) {
        this.fixture = fixture;
        restart();
    }

    /** A new process, which knows nothing of what the one before knew. */
    public void restart() {
        routes = new Routes(List.of(new Transport(true), new Transport(false)));
        routes.pause(paused);
        open.clear();
        NewTransaction transaction = new Transactions();
        pass = new Pass(
                fixture.store(),
                routes,
                new BatchSending(routes, transaction, new Failures(List.of(), Set.of())),
                transaction,
                SimulatedRelay::policy,
                new Pass.Limits(7, 200, 100, Duration.ZERO, 3));
    }

    /** Half an hour each time, so that a database's own clock makes no difference; some keys are held by their dead. */
    private static RetryPolicy policy(Entry entry) {
        boolean holds = entry.key() != null && entry.key().equals("c");
        return new RetryPolicy(3, new BackOff(Duration.ofHours(1), Duration.ofHours(1)), holds, () -> 0.5);
    }

    /** Pauses or resumes a destination. */
    public void pause(String destination, boolean on) {
        if (on ? paused.add(destination) : paused.remove(destination)) {
            routes.pause(paused);
        }
    }

    /** What was away is tried again. */
    public void reopen() {
        open.forEach(Outage::tryAgain);
        open.clear();
        routes.opened();
    }

    /** One pass, with the failures that the number says; tells all that can be seen of it. */
    public String pass(int lane, long withOutcomes) {
        outcomes = withOutcomes;
        pass.expectDue(lane);
        try {
            PassResult result = pass.run(lane);
            if (result instanceof PassResult.Owned owned) {
                owned.outages().forEach((outage, cause) -> {
                    outage.failed(cause, 0.5);
                    open.add(outage);
                });
                owned.answered().forEach(Outage::ended);
                return tell(owned);
            }
            return "taken";
        } catch (Death e) {
            restart();
            return "died";
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String tell(PassResult.Owned owned) {
        return "accepted " + owned.accepted() + ", failed "
                + owned.setbacks().stream()
                        .map(each -> each.entry().id() + " " + each.attempts() + " " + each.isBuried())
                        .toList()
                + ", expired " + owned.expired().stream().map(Entry::id).toList() + ", again " + owned.again()
                + ", away " + owned.outages().keySet();
    }

    /** Message ids in the order in which the transports accepted them. */
    public List<String> sent() {
        return List.copyOf(sent);
    }
}

package io.outboxed.reliability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the clients of the shop were told and what the broker accepted. A client that got no answer knows nothing: its orders may
 * exist or not. Safe for several threads.
 */
final class Ledger {

    /** What the message of a new order is called. */
    static final String PLACED = "OrderPlaced";

    /** How long a message that the broker has accepted may wait to be deleted, and what a fault has caused to show. */
    private static final long GRACE_NANOS = 2_000_000_000L;

    /**
     * A message as it came from the broker's audit queue.
     *
     * @param id the outbox' message id, the same however often it is sent
     * @param sending the id that JMS gave this sending, the same however often the broker delivers it
     * @param nanos when it came, by {@link System#nanoTime}
     */
    record Receipt(String type, String id, String sending, String key, long order, long nanos) {}

    /** A message that was sent again. */
    record Repeat(Receipt receipt, long firstNanos) {}

    /** Longer than a server lets pass between two recoveries of transactions in doubt, 130 s. */
    private static final long RECOVERY_NANOS = 150_000_000_000L;

    /**
     * When something was broken by which messages may be sent again, and whole again, by {@link System#nanoTime}.
     *
     * @param inDoubt whether it may leave a distributed transaction in doubt at the broker
     */
    record Disturbance(String what, boolean inDoubt, long from, long to) {

        /** The relay sends again what had been accepted when it was broken off: it is the first sending that must fall into this time. */
        private boolean explains(Repeat repeat) {
            return from - GRACE_NANOS <= repeat.firstNanos() && repeat.firstNanos() <= to + GRACE_NANOS;
        }

        /** It was in doubt, and recovery has committed it. */
        private boolean delayed(Receipt receipt) {
            return inDoubt && from <= receipt.nanos() && receipt.nanos() <= to + RECOVERY_NANOS;
        }
    }

    private record First(String sending, long nanos) {}

    private final Map<Long, String> acknowledged = new HashMap<>();
    private final Map<String, Integer> unanswered = new HashMap<>();
    private final Set<Long> missing = ConcurrentHashMap.newKeySet();
    private final Map<Long, String> placed = new HashMap<>();
    private final Map<String, First> firsts = new HashMap<>();
    private final Set<String> repeatedSendings = new HashSet<>();
    private final Map<String, Long> latest = new HashMap<>();
    private final List<Repeat> repeats = new ArrayList<>();
    private final List<Receipt> inversions = new ArrayList<>();
    private final List<Disturbance> disturbances = new ArrayList<>();
    private long redelivered;

    /** A client was told that its order exists. */
    synchronized void acknowledged(String customer, long order) {
        acknowledged.put(order, customer);
        if (!placed.containsKey(order)) {
            missing.add(order);
        }
    }

    /** A client was told nothing, or that something went wrong. */
    synchronized void unanswered(String customer, int orders) {
        unanswered.merge(customer, orders, Integer::sum);
    }

    synchronized void received(Receipt receipt) {
        First first = firsts.putIfAbsent(receipt.id(), new First(receipt.sending(), receipt.nanos()));
        if (first != null) {
            if (first.sending().equals(receipt.sending()) || !repeatedSendings.add(receipt.sending())) {
                redelivered++; // by the broker, after it or this process lost the connection
            } else {
                repeats.add(new Repeat(receipt, first.nanos()));
            }
            return;
        }
        if (receipt.type().equals(PLACED)) {
            if (latest.merge(receipt.key(), receipt.order(), Math::max) > receipt.order()) {
                inversions.add(receipt);
            }
            placed.put(receipt.order(), receipt.key());
            missing.remove(receipt.order());
        }
    }

    synchronized void disturbed(Disturbance disturbance) {
        disturbances.add(disturbance);
    }

    /** The acknowledged orders whose message has not come yet. */
    Set<Long> missing() {
        return Set.copyOf(missing);
    }

    /** Whether the messages of all these orders have come. */
    boolean areReceived(Set<Long> orders) {
        return orders.stream().noneMatch(missing::contains);
    }

    synchronized int acknowledgedCount() {
        return acknowledged.size();
    }

    /** How many orders nobody knows of whether they exist. */
    synchronized int unansweredCount() {
        return unanswered.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many different messages have come. */
    synchronized int messages() {
        return firsts.size();
    }

    /** How many different messages of new orders have come. */
    synchronized int placedCount() {
        return placed.size();
    }

    /** How many deliveries the broker has repeated of its own accord. */
    synchronized long redelivered() {
        return redelivered;
    }

    /**
     * First receipts of new orders that came after the first receipt of a later order of their key. What consumers publish has no such
     * order: a broker may give a message of a dead node's consumer to another one after a later message of its group.
     */
    synchronized List<Receipt> inversions() {
        return List.copyOf(inversions);
    }

    /** Of the inversions, those that recovery explains where sending is part of a distributed transaction. */
    synchronized List<Receipt> recovered() {
        return inversions.stream()
                .filter(receipt -> disturbances.stream().anyMatch(disturbance -> disturbance.delayed(receipt)))
                .toList();
    }

    synchronized List<Disturbance> disturbances() {
        return List.copyOf(disturbances);
    }

    synchronized List<Repeat> repeats() {
        return List.copyOf(repeats);
    }

    /** How much of that time there was nothing that explains a repeat. The disturbances must have been entered in their order. */
    synchronized Duration quiet(long from, long to) {
        long quiet = 0;
        long end = from;
        for (Disturbance disturbance : disturbances) {
            quiet += Math.max(0, disturbance.from() - GRACE_NANOS - end);
            end = Math.max(end, disturbance.to() + GRACE_NANOS);
        }
        return Duration.ofNanos(quiet + Math.max(0, to - end));
    }

    /** The repeats that nothing explains. */
    synchronized List<Repeat> unexplainedRepeats() {
        return repeats.stream()
                .filter(repeat -> disturbances.stream().noneMatch(disturbance -> disturbance.explains(repeat)))
                .toList();
    }

    /** The customers of whom more orders have come than were acknowledged or without an answer, with the number of them. */
    synchronized Map<String, Integer> unasked() {
        Map<String, Integer> surplus = new HashMap<>();
        placed.forEach((order, customer) -> {
            if (!acknowledged.containsKey(order)) {
                surplus.merge(customer, 1, Integer::sum);
            }
        });
        surplus.entrySet().removeIf(one -> one.getValue() <= unanswered.getOrDefault(one.getKey(), 0));
        return surplus;
    }
}

package io.outboxed.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.spi.Batch;
import io.outboxed.spi.Entry;
import io.outboxed.spi.EntryRejectedException;
import io.outboxed.spi.Envelopes;
import io.outboxed.spi.Sender;
import io.outboxed.spi.SenderUnavailableException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BatchSendingTest {
    private static final Sending.Ownership OWNED = () -> {};

    private final List<String> delivered = new ArrayList<>();
    private final FaultySender sender = new FaultySender();
    private int transactions;

    private final NewTransaction transaction = new NewTransaction() {
        @Override
        public <T> Result<T> run(Callable<T> work) {
            transactions++;
            sender.uncommitted.clear();
            try {
                T value = work.call();
                delivered.addAll(sender.uncommitted);
                return new Result<>(value, null);
            } catch (Exception e) {
                return new Result<>(null, e);
            }
        }

        @Override
        public <T> Result<T> outside(Callable<T> work) {
            int before = transactions;
            Result<T> result = run(work);
            transactions = before;
            return result;
        }
    };

    /** Tells only outside of a transaction what is wrong, and that a destination is full. */
    private final class ReticentSender implements ImmediateSender {
        private final Set<String> full = new HashSet<>();

        @Override
        public void send(Batch batch) throws Exception {
            sender.send(batch);
            for (Entry entry : batch.entries()) {
                if (full.contains(entry.destination())) {
                    throw new IllegalStateException("commit failed");
                }
            }
        }

        @Override
        public void sendNow(Entry entry) throws Exception {
            if (full.contains(entry.destination())) {
                throw new SenderUnavailableException("full", null, entry.destination());
            }
            sender.send(new Batch(List.of(entry)));
        }
    }

    private SendReport send(List<Entry> batch) {
        return sending(sender).send(0, batch, OWNED);
    }

    private BatchSending sending(Sender... senders) {
        return new BatchSending(new Routes(List.of(senders)), transaction, new Failures(List.of(), Set.of()));
    }

    /** Has accepted one entry before. */
    private final class DetectingSender implements Sender {
        @Override
        public void send(Batch batch) throws Exception {
            if (batch.entries().stream().anyMatch(entry -> entry.position() == 1)) {
                throw new DuplicatesException(null);
            }
            sender.send(batch);
        }
    }

    @Test
    void batch_with_a_repeated_id_goes_one_by_one_without_it() {
        List<Entry> batch = entries(3);

        SendReport report = sending(new DetectingSender()).send(0, batch, OWNED);

        assertThat(report.accepted()).containsExactlyElementsOf(batch);
        assertThat(report.rejected()).isEmpty();
        assertThat(report.duplicates()).isEqualTo(1);
        assertThat(delivered).containsExactly(batch.get(0).id(), batch.get(2).id());
    }

    @Test
    void good_batch_takes_one_transaction() {
        SendReport report = send(entries(500));

        assertThat(report.accepted()).hasSize(500);
        assertThat(transactions).isEqualTo(1);
    }

    @Test
    void one_bad_entry_of_500_costs_few_transactions_and_holds_up_no_other_key() {
        sender.unnamed.add(317L);

        SendReport report = send(entries(500));

        assertThat(report.accepted()).hasSize(499);
        assertThat(report.rejected()).singleElement().satisfies(r -> {
            assertThat(r.entry().position()).isEqualTo(317L);
            assertThat(r.permanent()).isFalse();
        });
        assertThat(sender.sends).isLessThanOrEqualTo(19);
    }

    @Test
    void named_entry_is_taken_out_without_halving() {
        sender.named.add(250L);

        SendReport report = send(entries(500));

        assertThat(report.rejected()).singleElement().matches(SendReport.Rejection::permanent);
        assertThat(report.accepted()).hasSize(499);
        assertThat(sender.sends).isEqualTo(3);
    }

    @Test
    void outage_counts_against_no_entry() {
        sender.away = true;

        SendReport report = send(entries(10));

        assertThat(report.outages()).hasSize(1);
        assertThat(report.rejected()).isEmpty();
        assertThat(report.accepted()).isEmpty();
    }

    @Test
    void entry_that_a_sender_blames_during_an_outage_is_not_at_fault() {
        Sender blaming = new Sender() {
            @Override
            public void send(Batch batch) throws Exception {
                throw new EntryRejectedException(batch.entries().get(0), false, "no such queue", null);
            }

            @Override
            public void probe() throws SenderUnavailableException {
                throw new SenderUnavailableException("away", null);
            }
        };

        SendReport report = sending(blaming).send(0, entries(3), OWNED);

        assertThat(report.outages()).hasSize(1);
        assertThat(report.rejected()).isEmpty();
    }

    @Test
    void entry_that_no_sender_accepts_is_rejected_and_holds_its_key() {
        Sender picky = new Sender() {
            @Override
            public boolean accepts(String destination) {
                return !destination.equals("d1");
            }

            @Override
            public void send(Batch batch) {}
        };

        SendReport report =
                sending(picky).send(0, List.of(entry(1, "k", "d1"), entry(2, "k", "d2"), entry(3, "l", "d2")), OWNED);

        assertThat(report.rejected()).extracting(r -> r.entry().position()).containsExactly(1L);
        assertThat(report.accepted()).extracting(Entry::position).containsExactly(3L);
    }

    @Test
    void full_destination_that_only_an_immediate_sending_tells_of_counts_against_no_entry() {
        ReticentSender reticent = new ReticentSender();
        reticent.full.add("d1");
        List<Entry> batch = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            batch.add(entry(i, "key" + i, i % 2 == 0 ? "d1" : "d2"));
        }

        SendReport report = sending(reticent).send(0, batch, OWNED);

        assertThat(report.outages()).hasSize(1);
        assertThat(report.rejected()).isEmpty();
        assertThat(report.accepted())
                .hasSize(250)
                .allMatch(entry -> entry.destination().equals("d2"));
        assertThat(transactions).isEqualTo(4); // one that failed, whether the sender answers, the rest in halves
    }

    @Test
    void destination_that_was_away_gets_one_entry_before_it_gets_the_rest() {
        ReticentSender reticent = new ReticentSender();
        reticent.full.add("d");
        Routes routes = new Routes(List.of(reticent));
        BatchSending sending = new BatchSending(routes, transaction, new Failures(List.of(), Set.of()));
        Outage outage = routes.outageFor("d");
        outage.failed(new IllegalStateException("full"), 0);
        outage.tryAgain();

        assertThat(sending.send(0, entries(500), OWNED).outages()).containsOnlyKeys(outage);
        assertThat(transactions).isZero();

        reticent.full.clear();
        assertThat(sending.send(0, entries(500), OWNED).accepted()).hasSize(500);
        assertThat(transactions).isEqualTo(1);
    }

    @Property
    void whatever_fails_each_key_is_delivered_in_order_up_to_its_first_failure(
            @ForAll @Size(max = 12) Set<@IntRange(min = 0, max = 39) Integer> named,
            @ForAll @Size(max = 12) Set<@IntRange(min = 0, max = 39) Integer> unnamed,
            @ForAll @IntRange(min = 1, max = 7) int keys,
            @ForAll boolean immediate) {
        delivered.clear();
        sender.named.clear();
        sender.unnamed.clear();
        named.forEach(i -> sender.named.add((long) i));
        unnamed.forEach(i -> sender.unnamed.add((long) i));
        List<Entry> batch = IntStream.range(0, 40)
                .mapToObj(i -> entry(i, "key" + i % keys, "d"))
                .toList();

        SendReport report = sending(immediate ? new ReticentSender() : sender).send(0, batch, OWNED);

        List<String> expected = new ArrayList<>();
        Set<String> failed = new HashSet<>();
        for (Entry entry : batch) {
            if (sender.named.contains(entry.position()) || sender.unnamed.contains(entry.position())) {
                failed.add(entry.key());
            } else if (!failed.contains(entry.key())) {
                expected.add(entry.id());
            }
        }
        assertThat(delivered).containsExactlyElementsOf(expected);
        assertThat(report.accepted()).extracting(Entry::id).containsExactlyElementsOf(expected);
        assertThat(report.rejected()).extracting(r -> r.entry().key()).containsAll(failed);
    }

    private static List<Entry> entries(int count) {
        return IntStream.range(0, count).mapToObj(i -> entry(i, "key" + i, "d")).toList();
    }

    private static Entry entry(long position, String key, String destination) {
        return new Entry(0, position, 0, 0, Envelopes.to(destination, "id" + position, key));
    }
}

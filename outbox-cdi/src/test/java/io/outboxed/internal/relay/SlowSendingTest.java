package io.outboxed.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.spi.Batch;
import io.outboxed.spi.Entry;
import io.outboxed.spi.Envelopes;
import io.outboxed.spi.Sender;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A broker may take so long that the lane has another owner by then. */
class SlowSendingTest {
    private static final Sending.Ownership OWNED = () -> {};

    private final List<String> delivered = new ArrayList<>();
    private int transactions;
    private long nanoTime;

    private final NewTransaction transaction = new NewTransaction() {
        @Override
        public <T> Result<T> run(Callable<T> work) {
            transactions++;
            try {
                return new Result<>(work.call(), null);
            } catch (Exception e) {
                return new Result<>(null, e);
            }
        }
    };

    private BatchSending sending(Sender sender) {
        return new BatchSending(
                new Routes(List.of(sender)), transaction, new Failures(List.of(), Set.of()), () -> nanoTime);
    }

    /** Has accepted one entry before, and takes its time to say so. */
    private final class SlowSender implements Sender {
        private long takes;
        private int batches;

        @Override
        public void send(Batch batch) throws Exception {
            batches++;
            nanoTime += takes;
            accept(batch, Set.of(1L));
        }
    }

    private void accept(Batch batch, Set<Long> known) throws DuplicatesException {
        if (batch.entries().stream().anyMatch(entry -> known.contains(entry.position()))) {
            throw new DuplicatesException(null);
        }
        batch.entries().forEach(entry -> delivered.add(entry.id()));
    }

    @Test
    void no_more_is_sent_when_the_lane_was_lost_while_the_broker_took_its_time() {
        SlowSender slow = new SlowSender();
        slow.takes = ConfirmedLane.CONFIRM_NANOS;

        assertThatThrownBy(() -> sending(slow).send(0, entries(3), () -> {
                    throw new IllegalStateException("lane lost");
                }))
                .hasMessage("lane lost");

        assertThat(slow.batches).isEqualTo(1);
        assertThat(delivered).isEmpty();
    }

    @Test
    void ownership_is_confirmed_after_each_part_that_took_long_and_after_no_other() {
        SlowSender slow = new SlowSender();
        List<Long> confirmed = new ArrayList<>();
        slow.takes = ConfirmedLane.CONFIRM_NANOS / 2;

        sending(slow).send(0, entries(3), () -> confirmed.add(nanoTime / slow.takes));

        assertThat(confirmed).as("after the whole and one of its entries").containsExactly(2L);
    }

    /** Has transactions of its own, and takes its time to write. */
    private final class SlowWriter implements WritingSender {
        private final Set<Long> known = new HashSet<>();
        private long takes;
        private int rolledBack;

        @Override
        public void send(Batch batch) throws Exception {
            write(batch).commit();
        }

        @Override
        public Written write(Batch batch) {
            nanoTime += takes;
            return new Written() {
                private boolean ended;

                @Override
                public void commit() throws Exception {
                    ended = true;
                    accept(batch, known);
                }

                @Override
                public void rollback() {
                    rolledBack += ended ? 0 : 1;
                    ended = true;
                }
            };
        }
    }

    @Test
    void what_took_long_to_write_is_not_committed_when_the_lane_was_lost() {
        SlowWriter slow = new SlowWriter();
        slow.takes = ConfirmedLane.CONFIRM_NANOS;

        assertThatThrownBy(() -> sending(slow).send(0, entries(3), () -> {
                    throw new IllegalStateException("lane lost");
                }))
                .hasMessage("lane lost");

        assertThat(delivered).isEmpty();
        assertThat(slow.rolledBack).isEqualTo(1);
    }

    @Test
    void what_took_long_to_write_is_given_up_when_the_transaction_around_it_fails() {
        SlowWriter slow = new SlowWriter();
        slow.takes = ConfirmedLane.CONFIRM_NANOS;
        NewTransaction timedOut = new NewTransaction() {
            @Override
            public <T> Result<T> run(Callable<T> work) {
                transaction.run(work);
                throw new IllegalStateException("timed out");
            }
        };
        BatchSending sending = new BatchSending(
                new Routes(List.of(slow)), timedOut, new Failures(List.of(), Set.of()), () -> nanoTime);

        SendReport report = sending.send(0, entries(1), OWNED);

        assertThat(report.accepted()).isEmpty();
        assertThat(delivered).isEmpty();
        assertThat(slow.rolledBack).isEqualTo(1);
    }

    @Test
    void what_took_long_to_write_is_committed_when_the_lane_is_still_owned() {
        SlowWriter slow = new SlowWriter();
        slow.takes = ConfirmedLane.CONFIRM_NANOS;
        List<Integer> deliveredBefore = new ArrayList<>();
        List<Entry> batch = entries(3);

        SendReport report = sending(slow).send(0, batch, () -> deliveredBefore.add(delivered.size()));

        assertThat(deliveredBefore).as("confirmed once, before the commit").containsExactly(0);
        assertThat(report.accepted()).containsExactlyElementsOf(batch);
        assertThat(delivered).hasSize(3);
        assertThat(slow.rolledBack).isZero();
    }

    @Test
    void commit_that_had_to_wait_may_still_find_a_repeated_id() {
        SlowWriter slow = new SlowWriter();
        slow.takes = ConfirmedLane.CONFIRM_NANOS;
        slow.known.add(1L);
        List<Entry> batch = entries(3);

        SendReport report = sending(slow).send(0, batch, OWNED);

        assertThat(report.accepted()).containsExactlyElementsOf(batch);
        assertThat(delivered).containsExactly(batch.get(0).id(), batch.get(2).id());
    }

    @Test
    void what_was_written_soon_is_committed_without_asking_for_the_lane() {
        SendReport report = sending(new SlowWriter()).send(0, entries(3), () -> {
            throw new IllegalStateException("asked");
        });

        assertThat(report.accepted()).hasSize(3);
        assertThat(transactions).isEqualTo(1);
    }

    private static List<Entry> entries(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Entry(0, i, 0, 0, Envelopes.to("d", "id" + i, "key" + i)))
                .toList();
    }
}

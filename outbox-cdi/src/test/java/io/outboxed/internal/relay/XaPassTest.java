package io.outboxed.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.spi.Batch;
import io.outboxed.spi.Entry;
import io.outboxed.spi.EntryRejectedException;
import io.outboxed.spi.Sender;
import io.outboxed.spi.SenderUnavailableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pass whose sending is part of its own transaction: both commit, or neither. */
class XaPassTest extends PassScenario {
    private final List<String> delivered = new ArrayList<>();
    private final List<String> uncommitted = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<String> failCommit = new HashSet<>();
    private boolean away;
    private RuntimeException commitFailure;
    private RuntimeException storeFailure;
    private int commits;
    private Pass pass;

    /** Store and broker under one transaction manager. */
    private final NewTransaction both = new NewTransaction() {
        @Override
        public <T> Result<T> run(Callable<T> work) {
            store.begin();
            Result<T> result = call(work);
            if (storeFailure != null) { // as a statement after the sending would
                result = new Result<>(null, storeFailure);
            }
            if (result.failure() != null) {
                store.rollback();
                uncommitted.clear();
            } else {
                commit();
            }
            return result;
        }

        private <T> Result<T> call(Callable<T> work) {
            try {
                return new Result<>(work.call(), null);
            } catch (Exception e) {
                return new Result<>(null, e);
            }
        }

        private void commit() {
            boolean fails = commitFailure != null || uncommitted.stream().anyMatch(failCommit::contains);
            if (fails) {
                store.rollback();
                uncommitted.clear();
                throw commitFailure != null ? commitFailure : new IllegalStateException("prepare failed");
            }
            store.commit();
            commits++;
            delivered.addAll(uncommitted);
            uncommitted.clear();
        }
    };

    private final Sender sender = new Sender() {
        @Override
        public void send(Batch batch) throws Exception {
            probe();
            for (Entry entry : batch.entries()) {
                if (refused.contains(entry.id())) {
                    throw new EntryRejectedException(entry, false, "refused", null);
                }
                uncommitted.add(entry.id());
            }
        }

        @Override
        public void probe() throws SenderUnavailableException {
            if (away) {
                throw new SenderUnavailableException("away", null);
            }
        }
    };

    @BeforeEach
    void makePass() {
        Routes routes = new Routes(List.of(sender));
        Failures failures = new Failures(List.of(), Set.of());
        pass = new Pass(
                store,
                routes,
                new XaSending(routes, new BatchSending(routes, both, failures), failures),
                both,
                entry -> policy,
                new Pass.Limits(500, 1_000_000, 1_000, Duration.ZERO, 3));
        pass.trust(0);
    }

    private PassResult.Owned pass() throws Exception {
        return (PassResult.Owned) pass.run(0);
    }

    private void drain() throws Exception {
        while (pass().again()) {}
    }

    @Test
    void sending_and_deletion_commit_together() throws Exception {
        publish("a", "k");
        publish("b", "k");

        drain();

        assertThat(delivered).containsExactly("a", "b");
        assertThat(commits).isEqualTo(1);
    }

    @Test
    void entry_that_fails_the_commit_is_found_and_the_others_are_delivered_exactly_once() throws Exception {
        IntStream.range(0, 500).forEach(i -> publish("m" + i, "key" + i));
        failCommit.add("m317");
        commits = 0;

        drain();

        assertThat(delivered).hasSize(499).doesNotHaveDuplicates().doesNotContain("m317");
        assertThat(status().retrying()).isEqualTo(1);
        assertThat(commits).isLessThan(25);
    }

    @Test
    void refused_entry_is_set_back_and_holds_its_key_alone() throws Exception {
        refused.add("a1");
        publish("a1", "a");
        publish("a2", "a");
        publish("b1", "b");

        drain();
        assertThat(delivered).containsExactly("b1");

        refused.clear();
        store.advance(Duration.ofSeconds(2));
        drain();
        assertThat(delivered).containsExactly("b1", "a1", "a2");
    }

    @Test
    void outage_counts_against_no_entry() throws Exception {
        publish("a", "k");
        away = true;

        PassResult.Owned result = pass();

        assertThat(result.outages()).hasSize(1);
        assertThat(status().ready()).isEqualTo(1);
        assertThat(status().retrying()).isZero();
        away = false;
        drain();
        assertThat(delivered).containsExactly("a");
    }

    @Test
    void failure_of_the_store_blames_nobody() throws Exception {
        publish("a", "k");
        storeFailure = new IllegalStateException("connection reset");

        assertThatThrownBy(() -> pass.run(0)).isSameAs(storeFailure);

        storeFailure = null;
        drain();
        assertThat(delivered).containsExactly("a");
        assertThat(status().retrying()).isZero();
    }

    @Test
    void conflict_in_the_database_blames_nobody() throws Exception {
        publish("a", "k");
        commitFailure = new IllegalStateException(new SQLException("could not serialize access", "40001"));

        assertThatThrownBy(() -> pass.run(0)).isSameAs(commitFailure);

        commitFailure = null;
        drain();
        assertThat(delivered).containsExactly("a");
    }
}

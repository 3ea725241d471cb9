package io.outboxed.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.internal.relay.PassResult.Setback;
import io.outboxed.spi.Entry;
import io.outboxed.spi.EntryRejectedException;
import io.outboxed.spi.EntryTransformer;
import io.outboxed.spi.Envelopes;
import io.outboxed.spi.Payload;
import io.outboxed.spi.StoreStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pass whose entries are changed before they are sent, with a transformer that fails as told. */
class TransformedSendingTest extends PassScenario {
    private final Map<String, Throwable> failures = new HashMap<>();
    private final List<String> calls = new ArrayList<>();

    private final class Faulty implements EntryTransformer {
        private final String name;

        Faulty(String name) {
            this.name = name;
        }

        @Override
        public Entry onSend(Entry entry) throws Exception {
            calls.add(name + ":" + entry.id());
            Throwable failure = failures.get(entry.id());
            if (failure instanceof EntryRejectedException) {
                throw new EntryRejectedException(entry, true, "unreadable", null);
            } else if (failure instanceof Exception e) {
                throw e;
            } else if (failure instanceof Error e) {
                throw e;
            }
            String text = ((Payload.Text) entry.envelope().payload()).text();
            return entry.with(entry.envelope()
                    .withPayload(Envelopes.text(name + "(" + text + ")"))
                    .withType("New"));
        }
    }

    @BeforeEach
    @BeforeTry
    void transform() {
        failures.clear();
        calls.clear();
        transformers = List.of(new Faulty("first"), new Faulty("second"));
    }

    private PassResult.Owned pass() throws Exception {
        return (PassResult.Owned) run();
    }

    @Test
    void what_was_done_last_is_undone_first_and_the_report_speaks_of_the_stored_entry() throws Exception {
        publish("a", "k");

        PassResult.Owned result = pass();

        assertThat(broker.payloads).containsExactly(Envelopes.text("first(second(payload of a))"));
        assertThat(result.sent().entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.envelope()).isEqualTo(Envelopes.envelope("a", "k")));
        assertThat(status().ready()).isZero();
    }

    @Test
    void entry_that_cannot_be_transformed_fails_alone_and_holds_its_key() throws Exception {
        failures.put("a1", new IllegalStateException("no key"));
        publish("a1", "a");
        publish("a2", "a");
        publish("b1", "b");
        publish("c1", null);

        PassResult.Owned result = pass();

        assertThat(broker.received).containsExactly("b1", "c1");
        assertThat(calls).as("nothing is done for what has to wait").doesNotContain("second:a2");
        assertThat(result.setbacks()).singleElement().satisfies(setback -> {
            assertThat(setback.attempts()).isEqualTo(1);
            assertThat(setback.cause()).hasMessageContaining("OUTBOX-4050").hasRootCauseMessage("no key");
            assertThat(setback.entry().envelope()).isEqualTo(Envelopes.envelope("a1", "a"));
        });

        failures.clear();
        store.advance(Duration.ofSeconds(2));
        while (pass().again()) {}
        assertThat(broker.received).containsExactly("b1", "c1", "a1", "a2");
        assertThat(status())
                .extracting(StoreStatus::ready, StoreStatus::waiting, StoreStatus::retrying)
                .containsExactly(0L, 0L, 0L);
    }

    @Test
    void entry_that_is_rejected_for_good_is_buried_at_once() throws Exception {
        failures.put("a", new EntryRejectedException(entryOf("a"), true, "unreadable", null));
        publish("a", "k");
        publish("b", "k");

        while (pass().again()) {}

        assertThat(status().dead()).isEqualTo(1);
        assertThat(broker.received).containsExactly("b");
    }

    @Test
    void class_that_is_missing_or_a_recursion_without_end_counts_against_the_entry_alone() throws Exception {
        failures.put("a", new NoClassDefFoundError("com/example/Codec"));
        failures.put("b", new StackOverflowError());
        publish("a", "a");
        publish("b", "b");
        publish("c", "c");

        assertThat(pass().setbacks())
                .extracting(Setback::cause)
                .allSatisfy(cause -> assertThat(cause).hasMessageContaining("OUTBOX-4050"));
        assertThat(broker.received).containsExactly("c");
    }

    @Test
    void entry_that_the_sender_refuses_is_parked_as_it_was_stored() throws Exception {
        broker.rejects.add("a");
        publish("a", "k");
        publish("b", "other");

        assertThat(pass().setbacks())
                .singleElement()
                .satisfies(setback -> assertThat(setback.entry().envelope()).isEqualTo(Envelopes.envelope("a", "k")));
        assertThat(broker.received).containsExactly("b");
    }

    @Test
    void transformer_that_returns_another_entry_is_refused() throws Exception {
        List<EntryTransformer> wrong = List.of(
                new Returning(entry -> null),
                new Returning(entry -> entryOf("other")),
                new Returning(entry -> new Entry(0, entry.position() + 1, 0, 0, entry.envelope())),
                new Returning(entry -> entry.with(Envelopes.to("elsewhere", entry.id(), entry.key()))),
                new Returning(entry -> entry.with(Envelopes.envelope(entry.id(), "other key"))));
        for (int i = 0; i < wrong.size(); i++) {
            transformers = List.of(wrong.get(i));
            publish("m" + i, "k" + i);

            assertThat(pass().setbacks())
                    .singleElement()
                    .satisfies(setback -> assertThat(setback.cause()).hasMessageContaining("OUTBOX-4052"));
        }
        assertThat(broker.received).isEmpty();
    }

    private record Returning(java.util.function.UnaryOperator<Entry> what) implements EntryTransformer {
        @Override
        public Entry onSend(Entry entry) {
            return what.apply(entry);
        }
    }

    private static Entry entryOf(String id) {
        return new Entry(0, 1, 0, 0, Envelopes.envelope(id, "k"));
    }

    @Test
    void what_nobody_undid_is_not_sent_also_where_there_is_no_transformer() throws Exception {
        transformers = List.of();
        commit(() -> store.append(
                0,
                List.of(
                        Envelopes.envelope("a", "a", Envelopes.text("x"), Map.of("outbox_stored_secret", "key-1")),
                        Envelopes.envelope("b", "b", Envelopes.text("x"), Map.of("outbox_story", "y")))));

        assertThat(pass().setbacks())
                .singleElement()
                .satisfies(setback -> assertThat(setback.cause())
                        .hasMessageContaining("OUTBOX-4051")
                        .hasMessageContaining("secret"));
        assertThat(broker.received).containsExactly("b");
    }

    @Test
    void batch_ends_before_its_changed_payloads_have_more_bytes_than_a_batch_may_have() throws Exception {
        IntStream.range(0, 5).forEach(i -> publish("m" + i, "k")); // 13 bytes, and 28 when changed

        assertThat(((PassResult.Owned) pass(500, 70).run(0)).again()).isTrue();
        assertThat(broker.received).containsExactly("m0", "m1");
        assertThat(((PassResult.Owned) pass(500, 27).run(0)).again())
                .as("a larger one goes alone")
                .isTrue();
        assertThat(broker.received).containsExactly("m0", "m1", "m2");
        while (pass().again()) {}
        assertThat(broker.received).containsExactly("m0", "m1", "m2", "m3", "m4");
    }

    @Test
    void lane_that_was_lost_while_a_transformer_took_its_time_is_not_sent_from() {
        publish("a", "k");
        transformers = List.of(new Returning(entry -> {
            nanoTime += ConfirmedLane.CONFIRM_NANOS;
            store.freeLocks();
            return entry;
        }));

        assertThatThrownBy(this::run).hasMessageContaining("Lane 0 is not owned");

        assertThat(broker.received).isEmpty();
        assertThat(status().ready()).isEqualTo(1);
    }

    @Property(tries = 200)
    void whatever_fails_nothing_is_lost_and_each_key_keeps_its_order(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        List<String> published = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String id = "m" + i;
            publish(id, "k" + random.nextInt(4));
            published.add(id);
            if (random.nextInt(4) == 0) {
                failures.put(id, new IllegalStateException("transformer"));
            } else if (random.nextInt(6) == 0) {
                broker.rejects.add(id);
            }
        }
        policy = new RetryPolicy(1_000, new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(1)), false, () -> 0.999);
        for (int round = 0; round < 20; round++) {
            pass(random.nextInt(30) + 1, 300).run(0);
            store.advance(Duration.ofMillis(random.nextInt(1_500)));
            failures.keySet().removeIf(id -> random.nextInt(5) == 0);
            broker.rejects.removeIf(id -> random.nextInt(5) == 0);
        }
        failures.clear();
        broker.rejects.clear();
        for (int round = 0; round < 40; round++) {
            run();
            store.advance(Duration.ofSeconds(2));
        }

        Set<String> first = new LinkedHashSet<>(broker.received);
        assertThat(first).containsExactlyInAnyOrderElementsOf(published);
        for (String key : Set.of("k0", "k1", "k2", "k3")) {
            List<String> ofKey =
                    published.stream().filter(id -> keyOf.get(id).equals(key)).toList();
            assertThat(first.stream().filter(id -> keyOf.get(id).equals(key))).containsExactlyElementsOf(ofKey);
        }
    }

    private final Map<String, String> keyOf = new HashMap<>();

    @Override
    void publish(String id, String key) {
        keyOf.put(id, key);
        super.publish(id, key);
    }
}

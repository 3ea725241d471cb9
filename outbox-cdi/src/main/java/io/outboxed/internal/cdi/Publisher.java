package io.outboxed.internal.cdi;

import io.outboxed.internal.DeploymentErrors;
import io.outboxed.internal.Log;
import io.outboxed.internal.jta.CurrentTransaction;
import io.outboxed.internal.jta.WakeUp;
import io.outboxed.internal.publish.Capture;
import io.outboxed.internal.publish.Claims;
import io.outboxed.internal.publish.DefaultSerializers;
import io.outboxed.internal.publish.Routing;
import io.outboxed.internal.publish.Sealing;
import io.outboxed.internal.relay.Lanes;
import io.outboxed.spi.ActiveConfig;
import io.outboxed.spi.ContextHeaders;
import io.outboxed.spi.EntryTransformer;
import io.outboxed.spi.Moment;
import io.outboxed.spi.OutboxEnvironment;
import io.outboxed.spi.OutboxStore;
import io.outboxed.spi.PayloadSerializer;
import io.outboxed.spi.PerUnit;
import io.outboxed.spi.SealedEnvelope;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Stores messages in the caller's transaction, whichever way they came. */
@PerUnit
@ApplicationScoped
class Publisher {

    @Inject
    private TransactionRegistry registry;

    @Inject
    private ActiveConfig config;

    @Inject
    private Instance<OutboxStore> stores;

    @Inject
    @Any
    private Instance<PayloadSerializer> serializers;

    @Inject
    @Any
    private Instance<ContextHeaders> contextHeaders;

    @Inject
    @Any
    private Instance<EntryTransformer> transformers;

    @Inject
    private RelayLifecycle relay;

    @Inject
    private Surroundings surroundings;

    private CurrentTransaction transaction;
    private OutboxStore store;
    private Sealing sealing;
    private Clock clock;
    private Optional<OutboxEnvironment> environment;
    private int lanes;
    private boolean strictKeys;
    private boolean captured;
    private volatile Jsonb jsonb;

    @PostConstruct
    void prepare() {
        transaction = new CurrentTransaction(registry.get());
        if (stores.isUnsatisfied()) {
            throw DeploymentErrors.noStore();
        }
        store = stores.get();
        clock = surroundings.clock();
        environment = surroundings.given();
        lanes = config.get().lanes();
        strictKeys = config.get().strictKeys();
        captured = !config.get().cdcSlot().isEmpty();
        List<PayloadSerializer> all = new ArrayList<>(Prioritized.list(serializers, config.unit()));
        all.addAll(DefaultSerializers.list(this::jsonb));
        sealing = new Sealing(
                config.get(),
                all,
                Prioritized.list(contextHeaders, config.unit()),
                Prioritized.list(transformers, config.unit()),
                clock);
    }

    /** Made when it is first needed, because an application with serializers of its own may run without JSON-B. */
    private Jsonb jsonb() {
        Jsonb known = jsonb;
        return known != null ? known : createJsonb();
    }

    private synchronized Jsonb createJsonb() {
        if (jsonb == null) {
            jsonb = JsonbBuilder.create();
        }
        return jsonb;
    }

    @PreDestroy
    void close() {
        if (jsonb == null) {
            return;
        }
        try {
            jsonb.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Refuses to go on without a transaction; {@code what} names the caller for the error. */
    void requireTransaction(Object what) {
        transaction.require(what);
    }

    /**
     * Runs what must not fail halfway: when it throws, the transaction can only roll back, also where a container swallows the
     * exception.
     */
    <T> T orRollBack(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            transaction.setRollbackOnly();
            throw e;
        }
    }

    /** Stores messages in order; the caller has checked that there is a transaction. */
    List<String> publish(Collection<?> messages, Routing routing) {
        List<?> all = List.copyOf(messages);
        return orRollBack(() -> {
            List<SealedEnvelope> sealed = new ArrayList<>(all.size());
            List<String> ids = new ArrayList<>(all.size());
            for (Object message : all) {
                SealedEnvelope envelope = sealing.seal(message, routing);
                environment.ifPresent(given -> given.published(message, envelope));
                sealed.add(envelope);
                ids.add(envelope.id());
            }
            List<SealedEnvelope> fresh = toStore(Claims.claim(store, all, sealed));
            if (!strictKeys) {
                append(fresh);
            } else if (!fresh.isEmpty() && store.join()) {
                // all that takes part joins now, as a transaction that is about to commit need not accept that
                transaction.afterCommit(relay::committed, wakeUp -> {});
                transaction.beforeCommit(fresh, this::appendInOrderOfCommits);
            } else {
                appendInOrderOfCommits(fresh);
            }
            return Collections.unmodifiableList(ids);
        });
    }

    private List<SealedEnvelope> toStore(List<SealedEnvelope> fresh) {
        List<SealedEnvelope> ready =
                sealing.transforms() ? fresh.stream().map(sealing::toStore).toList() : fresh;
        if (captured) {
            long now = clock.millis();
            ready.forEach(envelope -> Capture.check(envelope, now));
        }
        return ready;
    }

    private void appendInOrderOfCommits(List<SealedEnvelope> envelopes) {
        List<String> keys = envelopes.stream()
                .map(SealedEnvelope::key)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (!keys.isEmpty()) {
            store.lockKeys(keys);
        }
        append(envelopes);
    }

    private void append(List<SealedEnvelope> envelopes) {
        byLane(envelopes).forEach((lane, ofLane) -> {
            store.append(lane, ofLane);
            ofLane.forEach(envelope -> Log.published(envelope, lane));
            Instant now = clock.instant();
            transaction.afterCommit(
                    relay::committed, wakeUp -> ofLane.forEach(envelope -> tell(wakeUp, lane, envelope, now)));
        });
    }

    private static void tell(WakeUp wakeUp, int lane, SealedEnvelope envelope, Instant now) {
        Moment deliver = envelope.notBefore();
        Instant time = deliver == null ? now : Instant.ofEpochMilli(deliver.atMillis(now.toEpochMilli()));
        if (time.isAfter(now)) {
            wakeUp.at(time);
        } else {
            wakeUp.lane(lane);
        }
    }

    private Map<Integer, List<SealedEnvelope>> byLane(List<SealedEnvelope> sealed) {
        Map<Integer, List<SealedEnvelope>> byLane = new LinkedHashMap<>();
        for (SealedEnvelope envelope : sealed) {
            byLane.computeIfAbsent(Lanes.laneOf(envelope, lanes), lane -> new ArrayList<>())
                    .add(envelope);
        }
        return byLane;
    }
}

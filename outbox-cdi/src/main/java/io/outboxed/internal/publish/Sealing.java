package io.outboxed.internal.publish;

import com.github.f4b6a3.uuid.UuidCreator;
import io.outboxed.Envelope;
import io.outboxed.OutboxConfig;
import io.outboxed.internal.Errors;
import io.outboxed.internal.Header;
import io.outboxed.spi.ContextHeaders;
import io.outboxed.spi.EntryTransformer;
import io.outboxed.spi.Moment;
import io.outboxed.spi.Payload;
import io.outboxed.spi.PayloadSerializer;
import io.outboxed.spi.SealedEnvelope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes envelopes ready to be stored.
 *
 * <p><b>Threads:</b> any number.
 */
public final class Sealing {
    private static final int DEFAULT_PRIORITY = 4; // Jakarta Messaging 3.1, §3.4.10
    private static final int MAX_KEY = 255;

    private final OutboxConfig config;
    private final List<PayloadSerializer> serializers;
    private final List<ContextHeaders> context;
    private final List<EntryTransformer> transformers;
    private final Clock clock;
    private final KeyProperty keys = new KeyProperty();

    /** The first serializer that supports a payload takes it; of two that give one header, the first wins; all transformers are asked. */
    public Sealing(
            OutboxConfig config,
            List<PayloadSerializer> serializers,
            List<ContextHeaders> context,
            List<EntryTransformer> transformers,
            Clock clock) {
        this.config = config;
        this.serializers = List.copyOf(serializers);
        this.context = List.copyOf(context);
        this.transformers = List.copyOf(transformers);
        this.clock = clock;
    }

    /**
     * Resolves and serialises a message.
     *
     * @param message payload or {@link Envelope}
     * @param routing what the method's annotation says
     * @throws io.outboxed.PublishException if something is missing, or the payload cannot be serialised or is too large
     */
    public SealedEnvelope seal(Object message, Routing routing) {
        Envelope envelope =
                message instanceof Envelope e ? e : Envelope.of(message).build();
        Object payload = envelope.payload();
        Routing resolved = routing.or(Routing.of(payload.getClass()));
        String destination =
                envelope.destination().orElse(resolved.or(defaults()).destination());
        if (destination.isBlank()) {
            throw Errors.noDestination("a payload of " + payload.getClass().getName());
        }
        String id = envelope.id()
                .orElseGet(() -> UuidCreator.getTimeOrderedEpochPlus1().toString());
        Moment deliver = moment(envelope.deliverAt(), envelope.deliverAfter());
        Moment expires = moment(envelope.expiresAt(), envelope.expiresAfter());
        checkExpiry(id, deliver, expires);
        String type = envelope.type().orElse(resolved.type().isEmpty() ? typeOf(payload.getClass()) : resolved.type());
        SealedEnvelope sealed = new SealedEnvelope(
                id,
                envelope.id().isPresent(),
                destination,
                type,
                envelope.key().orElseGet(() -> key(payload, resolved)),
                serialize(payload, envelope),
                context.isEmpty() ? envelope.headers() : withContext(envelope.headers(), id, destination, type),
                envelope.correlationId().orElse(null),
                envelope.priority().orElse(DEFAULT_PRIORITY),
                occurred(envelope),
                deliver,
                expires);
        checkCharacters(sealed);
        return sealed;
    }

    /** Whether {@link #toStore} makes a difference. */
    public boolean transforms() {
        return !transformers.isEmpty();
    }

    /**
     * Gives what is to be stored of a message that {@link #seal} gave.
     *
     * @throws io.outboxed.PublishException if a transformer cannot do it, or makes what cannot be stored
     */
    public SealedEnvelope toStore(SealedEnvelope sealed) {
        SealedEnvelope changed = Transformation.onStore(transformers, sealed);
        checkSize(changed.payload(), changed.type());
        checkCharacters(changed);
        return changed;
    }

    private Map<String, Object> withContext(Map<String, Object> own, String id, String destination, String type) {
        Map<String, Object> headers = new LinkedHashMap<>(own);
        for (ContextHeaders each : context) {
            each.of(id, destination, type)
                    .forEach((name, value) ->
                            headers.putIfAbsent(Header.checkName(name), Header.checkValue(name, value)));
        }
        return Collections.unmodifiableMap(headers);
    }

    /** PostgreSQL stores no NUL, and its driver makes a question mark of half a surrogate pair. */
    private static void checkCharacters(SealedEnvelope envelope) {
        checkCharacters("destination", envelope.destination());
        checkCharacters("type", envelope.type());
        checkCharacters("key", envelope.key());
        checkCharacters("contentType", envelope.payload().contentType());
        checkCharacters("correlationId", envelope.correlationId());
        envelope.headers().forEach((name, value) -> {
            if (value instanceof String text) {
                checkCharacters("header '" + name + "'", text);
            }
        });
        if (envelope.payload() instanceof Payload.Text text) {
            checkCharacters("payload", text.text());
        }
    }

    private static void checkCharacters(String what, String text) {
        int length = text == null ? 0 : text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                throw Errors.badCharacter(what, c, i);
            }
        }
    }

    private static Moment moment(Optional<Instant> at, Optional<Duration> after) {
        return at.<Moment>map(Moment.At::new)
                .or(() -> after.map(Moment.After::new))
                .orElse(null);
    }

    /** By the application's clock, as it is to spare the caller a mistake; the database's clock decides what expires. */
    private void checkExpiry(String id, Moment deliver, Moment expires) {
        if (expires == null) {
            return;
        }
        long now = clock.millis();
        long earliest = deliver == null ? now : Math.max(now, deliver.atMillis(now));
        long end = expires.atMillis(now);
        if (end <= earliest) {
            throw Errors.expiresTooEarly(
                    id, Instant.ofEpochMilli(end), Instant.ofEpochMilli(now), Instant.ofEpochMilli(earliest));
        }
    }

    private static String typeOf(Class<?> payload) {
        String simple = payload.getSimpleName(); // empty for an anonymous class
        return simple.isEmpty() ? payload.getName() : simple;
    }

    private Routing defaults() {
        return new Routing(config.defaultDestination(), "", "");
    }

    private Instant occurred(Envelope envelope) {
        return envelope.occurred().orElseGet(clock::instant).truncatedTo(ChronoUnit.MILLIS);
    }

    private String key(Object payload, Routing routing) {
        if (routing.key().isEmpty()) {
            return null;
        }
        String key = keys.read(payload, routing.key()).toString();
        if (key.isBlank() || key.length() > MAX_KEY) {
            throw Errors.badText("key", key, MAX_KEY);
        }
        return key;
    }

    private Payload serialize(Object payload, Envelope envelope) {
        Payload serialized;
        try {
            serialized = serializerFor(payload).serialize(payload);
        } catch (Exception | StackOverflowError e) { // an object graph with a cycle ends in the latter
            throw Errors.notSerializable(payload.getClass(), e);
        }
        if (serialized == null) {
            throw Errors.notSerializable(payload.getClass(), null);
        }
        if (!transforms()) { // else what they make of it counts
            checkSize(serialized, payload.getClass().getName());
        }
        return envelope.contentType().map(serialized::as).orElse(serialized);
    }

    private void checkSize(Payload payload, String what) {
        int size = payload.size();
        if (size > config.payloadMaxBytes()) {
            throw Errors.payloadTooLarge(what, size, config.payloadMaxBytes());
        }
    }

    private PayloadSerializer serializerFor(Object payload) {
        for (PayloadSerializer serializer : serializers) {
            if (serializer.supports(payload)) {
                return serializer;
            }
        }
        throw Errors.notSerializable(payload.getClass(), null);
    }
}

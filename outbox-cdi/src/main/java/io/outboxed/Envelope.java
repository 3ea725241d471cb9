package io.outboxed;

import io.outboxed.spi.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A message as the application hands it over: the payload, where it goes, and what travels with it.
 *
 * <pre>{@code
 * outbox.publish(Envelope.of(new OrderCancelled(id)).to("orders").key(id).header("reason", "customer").build());
 * }</pre>
 *
 * <p>Whatever is left out comes from the payload's {@link OutboxEvent}, then from the configuration.
 *
 * <p><b>Threads:</b> immutable, as long as the payload is not changed.
 */
public final class Envelope {
    private final Object payload;
    private final String id;
    private final OnDuplicate onDuplicate;
    private final String destination;
    private final String type;
    private final String key;
    private final String contentType;
    private final String correlationId;
    private final Map<String, Object> headers;
    private final Integer priority;
    private final Instant occurred;
    private final Moment deliver;
    private final Moment expires;

    private Envelope(Builder builder) {
        payload = builder.payload;
        id = builder.id;
        onDuplicate = builder.onDuplicate;
        destination = builder.destination;
        type = builder.type;
        key = builder.key;
        contentType = builder.contentType;
        correlationId = builder.correlationId;
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.headers));
        priority = builder.priority;
        occurred = builder.occurred;
        deliver = builder.deliver;
        expires = builder.expires;
    }

    /**
     * Starts an envelope around a payload.
     *
     * @throws NullPointerException if {@code payload} is null
     * @throws IllegalArgumentException if {@code payload} is an envelope
     */
    public static Builder of(Object payload) {
        return new Builder(payload);
    }

    /** What is sent; serialised when it is published. */
    public Object payload() {
        return payload;
    }

    /** The message id, if the caller chose one. */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /** What publishing does if it knows the id already; says nothing where there is no id. */
    public OnDuplicate onDuplicate() {
        return onDuplicate;
    }

    /** The destination, if the caller chose one. */
    public Optional<String> destination() {
        return Optional.ofNullable(destination);
    }

    /** The message's type, if the caller chose one. */
    public Optional<String> type() {
        return Optional.ofNullable(type);
    }

    /** The ordering key, if the caller chose one. */
    public Optional<String> key() {
        return Optional.ofNullable(key);
    }

    /** The media type, if the caller chose one. */
    public Optional<String> contentType() {
        return Optional.ofNullable(contentType);
    }

    /** The correlation id, if there is one. */
    public Optional<String> correlationId() {
        return Optional.ofNullable(correlationId);
    }

    /** The headers, in the order in which they were given; unmodifiable. */
    public Map<String, Object> headers() {
        return headers;
    }

    /** The JMS priority, 0 to 9, if the caller chose one. */
    public Optional<Integer> priority() {
        return Optional.ofNullable(priority);
    }

    /** When it happened, if the caller said so. */
    public Optional<Instant> occurred() {
        return Optional.ofNullable(occurred);
    }

    /** From when on it may be sent, if the caller gave a point in time. */
    public Optional<Instant> deliverAt() {
        return instant(deliver);
    }

    /** How long after it is stored it may be sent, if the caller gave a duration. */
    public Optional<Duration> deliverAfter() {
        return duration(deliver);
    }

    /** When it is dropped if it has not been sent, if the caller gave a point in time. */
    public Optional<Instant> expiresAt() {
        return instant(expires);
    }

    /** How long after it is stored it is dropped if it has not been sent, if the caller gave a duration. */
    public Optional<Duration> expiresAfter() {
        return duration(expires);
    }

    private static Optional<Instant> instant(Moment moment) {
        return moment instanceof Moment.At at ? Optional.of(at.instant()) : Optional.empty();
    }

    private static Optional<Duration> duration(Moment moment) {
        return moment instanceof Moment.After after ? Optional.of(after.duration()) : Optional.empty();
    }

    /** Names the envelope without its payload and header values. */
    @Override
    public String toString() {
        return "Envelope[id=" + id + ", destination=" + destination + ", type=" + type + ", key=" + key + ", payload="
                + payload.getClass().getName() + ", headers=" + headers.keySet() + "]";
    }

    /**
     * Builds an {@link Envelope}.
     *
     * <p><b>Threads:</b> for one thread.
     */
    public static final class Builder {
        private final Object payload;
        private final Map<String, Object> headers = new LinkedHashMap<>();
        private String id;
        private OnDuplicate onDuplicate = OnDuplicate.REFUSE;
        private String destination;
        private String type;
        private String key;
        private String contentType;
        private String correlationId;
        private Integer priority;
        private Instant occurred;
        private Moment deliver;
        private Moment expires;

        private Builder(Object payload) {
            this.payload = Objects.requireNonNull(payload, "payload");
            if (payload instanceof Envelope) {
                throw new IllegalArgumentException("An envelope cannot be the payload of another: " + payload);
            }
        }

        /**
         * Sets the destination: a logical name, a {@code java:} JNDI name, or the name of a queue.
         *
         * @throws PublishException if it is null, blank or longer than 255 characters
         */
        public Builder to(String destination) {
            this.destination = EnvelopeChecks.destination(destination);
            return this;
        }

        /**
         * Sets the ordering key; messages of one key are sent in the order of their transactions.
         *
         * @param key its {@code toString()} counts, 1 to 255 characters
         * @throws PublishException if it is null, blank or longer than 255 characters
         */
        public Builder key(Object key) {
            this.key = EnvelopeChecks.key(key);
            return this;
        }

        /**
         * Sets the message's type, which a consumer finds in {@code JMSType}.
         *
         * @throws PublishException if it is null, blank or longer than 255 characters
         */
        public Builder type(String type) {
            this.type = EnvelopeChecks.text("type", type);
            return this;
        }

        /**
         * Sets the message id; by default publishing makes a UUID of version 7. A second message with the id is refused; see
         * {@link OnDuplicate#REFUSE}.
         */
        public Builder id(UUID id) {
            return id(id, OnDuplicate.REFUSE);
        }

        /**
         * Sets the message id, and what publishing does if it knows that id already: if its message is in the outbox, or was
         * delivered less than {@code outbox.retention} ago.
         */
        public Builder id(UUID id, OnDuplicate onDuplicate) {
            this.id = Objects.requireNonNull(id, "id").toString();
            this.onDuplicate = Objects.requireNonNull(onDuplicate, "onDuplicate");
            return this;
        }

        /**
         * Has it wait until a point in time, by the database's clock. It keeps the order of its key from then on only: it goes
         * behind what was published meanwhile. A time that has passed means at once. The last of {@code deliverAt} and {@link
         * #deliverAfter} counts.
         *
         * @param time kept to the millisecond
         * @throws PublishException if {@code time} is before 1970 or after 9999
         */
        public Builder deliverAt(Instant time) {
            deliver = EnvelopeChecks.at("deliverAt", time);
            return this;
        }

        /**
         * Has it wait so long after it is stored, whatever clock the application has; else as {@link #deliverAt}.
         *
         * @param duration kept to the millisecond; zero means at once
         * @throws PublishException if {@code duration} is negative or longer than 365 days
         */
        public Builder deliverAfter(Duration duration) {
            deliver = EnvelopeChecks.after("deliverAfter", duration, Duration.ZERO);
            return this;
        }

        /**
         * Has it dropped if it could not be sent by a point in time, by the database's clock. What is sent before carries the
         * rest as JMS time to live. The last of {@code expiresAt} and {@link #expiresAfter} counts.
         *
         * @param time kept to the millisecond. Publishing refuses one that has passed by the application's clock, or that is
         *     not after delivery
         * @throws PublishException if {@code time} is before 1970 or after 9999
         */
        public Builder expiresAt(Instant time) {
            expires = EnvelopeChecks.at("expiresAt", time);
            return this;
        }

        /**
         * Has it dropped if it could not be sent so long after it was stored, time until delivery included; else as {@link
         * #expiresAt}.
         *
         * @param duration kept to the millisecond
         * @throws PublishException if {@code duration} is shorter than a millisecond or longer than 365 days
         */
        public Builder expiresAfter(Duration duration) {
            expires = EnvelopeChecks.after("expiresAfter", duration, Duration.ofMillis(1));
            return this;
        }

        /**
         * Sets the media type; by default the serializer says it.
         *
         * @throws PublishException if it is null, blank or longer than 255 characters
         */
        public Builder contentType(String contentType) {
            this.contentType = EnvelopeChecks.text("contentType", contentType);
            return this;
        }

        /**
         * Sets {@code JMSCorrelationID}.
         *
         * @throws PublishException if it is null, blank or longer than 255 characters
         */
        public Builder correlationId(String correlationId) {
            this.correlationId = EnvelopeChecks.text("correlationId", correlationId);
            return this;
        }

        /**
         * Adds a header, which travels as a JMS property.
         *
         * @param name a Java identifier that JMS does not reserve: not {@code JMS…}, not {@code outbox_…}, no selector word
         * @param value a {@code String}, {@code Boolean}, {@code Byte}, {@code Short}, {@code Integer}, {@code Long},
         *     {@code Float} or {@code Double}
         * @throws PublishException if name or value is none of these
         */
        public Builder header(String name, Object value) {
            headers.put(EnvelopeChecks.headerName(name), EnvelopeChecks.headerValue(name, value));
            return this;
        }

        /**
         * Sets the JMS priority, 0 (lowest) to 9; by default 4.
         *
         * @throws IllegalArgumentException if {@code priority < 0 || priority > 9}
         */
        public Builder priority(int priority) {
            if (priority < 0 || priority > 9) {
                throw new IllegalArgumentException("priority must be 0 to 9, was " + priority);
            }
            this.priority = priority;
            return this;
        }

        /** Sets when it happened; by default the time of publishing. Kept to the millisecond. */
        public Builder occurred(Instant occurred) {
            this.occurred = Objects.requireNonNull(occurred, "occurred");
            return this;
        }

        /** Makes the envelope. Whether it expires before it may go is checked when it is published. */
        public Envelope build() {
            return new Envelope(this);
        }
    }
}

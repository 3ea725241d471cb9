package io.outboxed.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Messages that were published in transactions that have committed, narrowed down by conditions; sent or not. It looks when {@link
 * TestOutbox#published} or a condition is called: what is published later is not among them.
 *
 * <pre>{@code
 * outbox.published(OrderPlaced.class).withKey("42").toDestination("orders").once();
 * outbox.published(OrderPlaced.class).withKey("43").none();
 * OrderPlaced placed = outbox.published(OrderPlaced.class).single();
 * }</pre>
 *
 * <p>A chain that has no ending means {@code atLeast(1)}; it fails at the next use of the outbox, or at the end of the test, with the
 * stack of the line that it is on. An assertion that fails lists what was published instead, payloads included.
 *
 * @param <T> the payload's class
 */
public final class Published<T> {
    private final PublishedLog log;
    private final List<PublishedMessage<T>> found;
    private final String conditions;
    private final AssertionError here = new AssertionError();

    Published(PublishedLog log, Class<T> payload, String name) {
        this(log, messages(log, payload), "published " + name);
    }

    private Published(PublishedLog log, List<PublishedMessage<T>> found, String conditions) {
        this.log = log;
        this.found = found;
        this.conditions = conditions;
    }

    private static <T> List<PublishedMessage<T>> messages(PublishedLog log, Class<T> payload) {
        List<PublishedMessage<T>> found = new ArrayList<>();
        for (PublishedMessage<?> message : log.committed()) {
            if (payload.isInstance(message.payload())) {
                found.add(new PublishedMessage<>(payload.cast(message.payload()), message.envelope()));
            }
        }
        return found;
    }

    /** Those with that ordering key. */
    public Published<T> withKey(String key) {
        Objects.requireNonNull(key, "key");
        return narrowed(
                "with key \"" + key + "\"",
                message -> key.equals(message.envelope().key()));
    }

    /** Those without an ordering key. */
    public Published<T> withoutKey() {
        return narrowed("without a key", message -> message.envelope().key() == null);
    }

    /** Those to that destination. */
    public Published<T> toDestination(String destination) {
        Objects.requireNonNull(destination, "destination");
        return narrowed(
                "to " + destination,
                message -> destination.equals(message.envelope().destination()));
    }

    /** Those of that type, as it goes with the message. */
    public Published<T> ofType(String type) {
        Objects.requireNonNull(type, "type");
        return narrowed(
                "of type " + type, message -> type.equals(message.envelope().type()));
    }

    /** Those with that message id. */
    public Published<T> withId(String id) {
        Objects.requireNonNull(id, "id");
        return narrowed("with id " + id, message -> id.equals(message.envelope().id()));
    }

    /** Those with that correlation id. */
    public Published<T> withCorrelationId(String id) {
        Objects.requireNonNull(id, "id");
        return narrowed(
                "with correlation id " + id,
                message -> id.equals(message.envelope().correlationId()));
    }

    /** Those with a header of that name and value; a number is equal to one of the same class only. */
    public Published<T> withHeader(String name, Object value) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        return narrowed(
                "with header " + name + "=" + value,
                message -> value.equals(message.envelope().headers().get(name)));
    }

    /** Those with a payload that equals that one. */
    public Published<T> withPayload(T payload) {
        Objects.requireNonNull(payload, "payload");
        return narrowed("with payload " + payload, message -> payload.equals(message.payload()));
    }

    /** Those with a payload that matches. */
    public Published<T> matching(Predicate<? super T> condition) {
        Objects.requireNonNull(condition, "condition");
        return narrowed("matching a condition", message -> condition.test(message.payload()));
    }

    private Published<T> narrowed(String condition, Predicate<PublishedMessage<T>> predicate) {
        Published<T> narrowed =
                new Published<>(log, found.stream().filter(predicate).toList(), conditions + ", " + condition);
        log.goesOn(this, narrowed);
        return narrowed;
    }

    /**
     * Ends the chain: there were as many.
     *
     * @param count 0 or more
     */
    public void times(int count) {
        log.finished(this);
        if (found.size() != count) {
            throw failure(count == 0 ? "no" : "exactly " + count);
        }
    }

    /** Ends the chain: there was one. */
    public void once() {
        times(1);
    }

    /** Ends the chain: there was none. */
    public void none() {
        times(0);
    }

    /** Ends the chain: there were as many or more. */
    public void atLeast(int count) {
        log.finished(this);
        if (found.size() < count) {
            throw failure("at least " + count);
        }
    }

    /** Ends the chain: there was one; gives its payload. */
    public T single() {
        times(1);
        return found.get(0).payload();
    }

    /** Ends the chain: there was one; gives all of it. */
    public PublishedMessage<T> message() {
        times(1);
        return found.get(0);
    }

    /** Ends the chain without a demand; gives the payloads in the order in which their transactions have committed. */
    public List<T> payloads() {
        return messages().stream().map(PublishedMessage::payload).toList();
    }

    /** Ends the chain without a demand; gives the messages in the order in which their transactions have committed. */
    public List<PublishedMessage<T>> messages() {
        log.finished(this);
        return List.copyOf(found);
    }

    /** For a chain without an ending. */
    void verify() {
        if (found.isEmpty()) {
            AssertionError failure = failure("at least 1");
            failure.setStackTrace(here.getStackTrace());
            throw failure;
        }
    }

    private AssertionError failure(String wanted) {
        StringBuilder text = new StringBuilder("Expected ")
                .append(wanted)
                .append(' ')
                .append(conditions)
                .append(", but there ")
                .append(found.size() == 1 ? "was 1." : found.isEmpty() ? "was none." : "were " + found.size() + ".");
        list(text, "Published were", log.committed());
        list(text, "Published in transactions that have not committed were", log.uncommitted());
        return new AssertionError(text.toString());
    }

    private static void list(StringBuilder text, String what, List<PublishedMessage<?>> messages) {
        if (!messages.isEmpty()) {
            text.append('\n').append(what).append(" (").append(messages.size()).append("):");
            messages.forEach(message -> text.append("\n  ").append(message.describe()));
        }
    }
}

package io.outboxed.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What the broker of a {@link TestOutbox} has taken, in order; a message that was sent twice is there twice. What other {@link
 * io.outboxed.spi.Sender} beans of the application accept does not come here.
 *
 * <p>An instance never changes: {@link TestOutbox#sends} gives a new one each time.
 *
 * @param all in the order in which they were sent
 */
public record CapturedSends(List<CapturedSend> all) {

    /** Copies the list. */
    public CapturedSends {
        all = List.copyOf(all);
    }

    /** Those to a destination. */
    public CapturedSends to(String destination) {
        Objects.requireNonNull(destination, "destination");
        return matching(send -> send.destination().equals(destination));
    }

    /** Those of a key. */
    public CapturedSends withKey(String key) {
        Objects.requireNonNull(key, "key");
        return matching(send -> key.equals(send.key()));
    }

    /** Those of a type, as its name goes with the message. */
    public CapturedSends ofType(String type) {
        Objects.requireNonNull(type, "type");
        return matching(send -> send.type().equals(type));
    }

    /** Those of a message id: more than one if it was sent again. */
    public CapturedSends withId(String id) {
        Objects.requireNonNull(id, "id");
        return matching(send -> send.id().equals(id));
    }

    /** Those that match. */
    public CapturedSends matching(Predicate<? super CapturedSend> condition) {
        return new CapturedSends(all.stream().filter(condition).toList());
    }

    /** How many. */
    public int count() {
        return all.size();
    }

    /** Their ids, repeated where a message was sent again. */
    public List<String> ids() {
        return all.stream().map(CapturedSend::id).toList();
    }

    /**
     * Their payloads' texts.
     *
     * @throws AssertionError if one is bytes
     */
    public List<String> texts() {
        return all.stream().map(CapturedSend::text).toList();
    }

    /** The same, by the batches in which they were sent; a batch of which nothing is left is not there. */
    public List<List<CapturedSend>> batches() {
        TreeMap<Integer, List<CapturedSend>> batches = new TreeMap<>();
        all.forEach(send -> batches.computeIfAbsent(send.batch(), number -> new ArrayList<>())
                .add(send));
        return batches.values().stream().map(List::copyOf).toList();
    }

    /**
     * The only one.
     *
     * @throws AssertionError if there is none, or more than one; it lists them
     */
    public CapturedSend single() {
        if (all.size() != 1) {
            StringBuilder text = new StringBuilder("Expected one message to have been sent, but there were ")
                    .append(all.size())
                    .append('.');
            all.forEach(send -> text.append("\n  ")
                    .append(Description.of(
                            send.type(),
                            send.destination(),
                            send.key(),
                            send.id(),
                            send.properties(),
                            send.payload())));
            throw new AssertionError(text.toString());
        }
        return all.get(0);
    }
}

package io.outboxed.benchmark;

import io.outboxed.harness.Nodes;
import io.outboxed.harness.OutboxTables;
import io.outboxed.harness.Reply;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** What the shop on real servers does in a second. After each measurement every message has arrived once. */
final class ServerTrial {
    private static final String QUEUE = "plain";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(2);
    private static final double NANOS_PER_SECOND = 1e9;

    private final Nodes nodes;
    private final List<String> names;
    private final OutboxTables outbox;
    private final int messages;

    /** Messages a second. */
    record Rates(double published, double relayed, double sentDirectly) {}

    ServerTrial(Nodes nodes, ServerSetup setup, int messages) {
        this.nodes = nodes;
        this.names = setup.nodes();
        this.outbox = setup.outbox(nodes);
        this.messages = messages;
    }

    Rates measure() throws Exception {
        pause();
        double published = rate("load", "{\"orders\":" + messages + ",\"threads\":8,\"customers\":1000}");
        if (outbox.entries() != messages) {
            throw new IllegalStateException("The outbox holds " + outbox.entries() + " entries, not " + messages);
        }
        double relayed = relay();
        double sentDirectly = rate("load/direct", "{\"messages\":" + messages + ",\"queue\":\"" + QUEUE + "\"}");
        empty();
        return new Rates(published, relayed, sentDirectly);
    }

    /** Until each node says that it obeys. */
    private void pause() throws SQLException {
        Map<String, Integer> before = new HashMap<>();
        names.forEach(name -> before.put(name, nodes.shop(name).logSize()));
        outbox.pauseAll();
        for (String name : names) {
            Awaitility.await(name + " to pause")
                    .atMost(PATIENCE)
                    .until(() -> nodes.shop(name).logAfter(before.get(name)).stream()
                            .anyMatch(line -> line.contains("OUTBOX-3013")));
        }
    }

    private double rate(String path, String json) throws Exception {
        Reply reply = nodes.client().post(path, json);
        JsonObject result = reply.status() == 200 ? reply.object() : null;
        if (result == null || result.getInt("errors") > 0 || result.getInt("count") != messages) {
            throw new IllegalStateException(path + ": " + reply.body());
        }
        return messages / result.getJsonNumber("seconds").doubleValue();
    }

    /** From the first messages on the queue to the last: when the nodes find out that the pause has ended is another thing. */
    private double relay() throws Exception {
        outbox.resumeAll();
        long before = await(1);
        long start = System.nanoTime();
        await(messages);
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        Awaitility.await("the outbox to be empty").atMost(PATIENCE).until(() -> outbox.entries() == 0);
        empty();
        return (messages - before) / seconds;
    }

    private long await(long expected) {
        return Awaitility.await(expected + " messages on the queue")
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .until(this::count, now -> now >= expected);
    }

    private long count() throws Exception {
        return Long.parseLong(nodes.broker().command("count " + QUEUE));
    }

    private void empty() throws Exception {
        long found = Long.parseLong(nodes.broker().command("empty " + QUEUE));
        if (found != messages) {
            throw new IllegalStateException("The queue has " + found + " messages, not " + messages);
        }
    }
}

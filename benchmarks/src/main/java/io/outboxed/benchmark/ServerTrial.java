package io.outboxed.benchmark;

import io.outboxed.harness.Nodes;
import io.outboxed.harness.Reply;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What the shop on real servers does in a second. After each measurement every message has arrived once. */
final class ServerTrial {
    private static final String QUEUE = "plain";
    private static final Duration UNTIL_NODES_OBEY = Duration.ofMillis(2_500);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final double NANOS_PER_SECOND = 1e9;

    private final Nodes nodes;
    private final int messages;

    /** Messages a second. */
    record Rates(double published, double relayed, double sentDirectly) {}

    ServerTrial(Nodes nodes, int messages) {
        this.nodes = nodes;
        this.messages = messages;
    }

    Rates measure() throws Exception {
        nodes.database().pauseAll();
        TimeUnit.MILLISECONDS.sleep(UNTIL_NODES_OBEY.toMillis());
        double published = rate("load", "{\"orders\":" + messages + ",\"threads\":8,\"customers\":1000}");
        if (nodes.database().entries() != messages) {
            throw new IllegalStateException(
                    "The outbox holds " + nodes.database().entries() + " entries, not " + messages);
        }
        double relayed = relay();
        double sentDirectly = rate("load/direct", "{\"messages\":" + messages + ",\"queue\":\"" + QUEUE + "\"}");
        empty();
        return new Rates(published, relayed, sentDirectly);
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
        nodes.database().resumeAll();
        long before = await(1);
        long start = System.nanoTime();
        await(messages);
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (nodes.database().entries() > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "The outbox is not emptied: " + nodes.database().report());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        empty();
        return (messages - before) / seconds;
    }

    private long await(long count) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long now = count();
        while (now < count) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The queue has " + now + " messages, not " + count + ": "
                        + nodes.database().report());
            }
            TimeUnit.MILLISECONDS.sleep(2);
            now = count();
        }
        return now;
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

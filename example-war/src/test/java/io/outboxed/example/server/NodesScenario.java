package io.outboxed.example.server;

import static org.awaitility.Awaitility.await;

import io.outboxed.harness.Nodes;
import io.outboxed.harness.Traffic;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What happens to nodes under load. Two of them, {@link #ANN} and {@link #BOB}, run when a test begins. */
@Tag("wildfly")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "nodes are frozen by signals")
abstract class NodesScenario {
    static final String ANN = "ann";
    static final String BOB = "bob";
    static final String CID = "cid";

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** A node that wakes finds its connections dead one after the other, and each may keep a call for Artemis' call timeout, 30 s. */
    private static final Duration WAKING_LIMIT = Duration.ofMinutes(4);

    private static final Logger LOG = System.getLogger(NodesScenario.class.getName());

    private final String[] options;
    private Nodes nodes;

    /** {@code options} are those of every node's JVM. */
    NodesScenario(String... options) {
        this.options = options;
    }

    @BeforeAll
    void open() throws Exception {
        nodes = Nodes.open(getClass().getSimpleName(), options);
        nodes.audit(); // from now on
    }

    @AfterAll
    void close() throws IOException, JMSException {
        nodes.close();
    }

    @BeforeEach
    void startTwo() throws Exception {
        nodes.start(ANN);
        nodes.start(BOB);
    }

    Nodes nodes() {
        return nodes;
    }

    /** A load that leaves a small machine the time to start a server. */
    Traffic traffic(String customers) {
        return Traffic.start(nodes.client(), customers, 5, 40, Duration.ofMillis(150));
    }

    static void awaitMoreAnswered(Traffic traffic, int count) {
        int before = traffic.answeredCount();
        await().atMost(LIMIT).until(() -> traffic.answeredCount() >= before + count);
    }

    /** Waits until a node has sent something after the first {@code from} sendings. */
    void awaitSentBy(String node, int from) throws SQLException {
        try {
            await(node).atMost(WAKING_LIMIT).until(() -> nodes.audit().sentBy(node, from) >= 50);
        } catch (ConditionTimeoutException e) {
            long sent = nodes.audit().sentBy(node, from);
            int all = nodes.audit().size() - from;
            throw new AssertionError(
                    node + " sent " + sent + " of " + all + " messages:\n" + nodes.report(node) + '\n'
                            + nodes.database().report(),
                    e);
        }
    }

    /** Kills a node while it owns a lane, and waits until the others have done what was left to do. */
    void killInPass(String node, Traffic traffic) throws SQLException {
        nodes.freeze(node, () -> nodes.database().isLaneOwnedBy(node));
        nodes.kill(node);
        awaitTakenOver(node, "killed", traffic.latest());
    }

    /**
     * Freezes a node while it owns a lane, waits until the others have done what was left to do, and wakes it under load. Among the
     * orders that wait are some that the broker had given to the frozen node's consumers, so the freeze outlasts the time after
     * which the broker gives up a connection, as well as the one after which the database gives up a session. What a node has
     * prepared in {@code xa} mode nobody can take over, neither at the database nor at the broker, where another pass of the node may
     * have got to, so it is frozen when there is no such thing.
     */
    void freezeInPassAndWake(String node, Traffic traffic) throws SQLException {
        nodes.freeze(
                node,
                () -> nodes.database().isLaneOwnedBy(node)
                        && !nodes.database().isInDoubt(node)
                        && nodes.broker().command("status").endsWith(" 0"));
        awaitTakenOver(node, "frozen", traffic.latest());
        int before = nodes.audit().size();
        nodes.thaw(node);
        awaitSentBy(node, before);
    }

    private void awaitTakenOver(String node, String what, long latest) throws SQLException {
        long lane = milliseconds("lane is free", () -> !nodes.database().isLaneOwnedBy(node));
        long orders = lane;
        try {
            orders += milliseconds("orders are shipped", () -> nodes.database().unshippedUpTo(latest) == 0);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "Orders up to " + latest + " are not shipped:\n"
                            + nodes.database().report(),
                    e);
        }
        log(
                "The lane of the {0} node was free after {1} ms, all orders of before were shipped after {2} ms.",
                what, lane, orders);
    }

    void log(String text, Object... values) {
        LOG.log(Level.INFO, getClass().getSimpleName() + ": " + text, values);
    }

    /** Waits, and tells how long. */
    static long milliseconds(String what, Callable<Boolean> condition) {
        long start = System.nanoTime();
        await(what).atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(condition);
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}

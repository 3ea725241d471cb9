package io.outboxed.example.server;

import static io.outboxed.example.server.NodesScenario.ANN;
import static io.outboxed.example.server.NodesScenario.BOB;
import static io.outboxed.example.server.NodesScenario.awaitMoreAnswered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outboxed.harness.Nodes;
import io.outboxed.harness.Product;
import io.outboxed.harness.Traffic;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Nodes of an older version and of this one at work together. The system property {@code older.war} is the path of the shop that another
 * commit has built, {@code …/example-war/target/example.war}; UPGRADING.md tells how to run it.
 */
@Tag("upgrade")
@EnabledIfSystemProperty(named = "older.war", matches = ".+")
class RollingUpgradeIT {
    private static final Logger LOG = System.getLogger(RollingUpgradeIT.class.getName());
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** How many of its sendings a node is waited for, at each step. */
    private static final int SENT = 100;

    private final Path older = Path.of(System.getProperty("older.war", ""));
    private Nodes nodes;

    @BeforeEach
    void open() throws Exception {
        assertThat(older.getFileName()).as("what the shop is called").hasToString("example.war");
        assertThat(Files.isRegularFile(older)).as("there is " + older).isTrue();
        nodes = Nodes.open(getClass().getSimpleName());
        nodes.audit(); // from now on
        nodes.startWith(older, ANN); // it makes the tables as its version knows them
        nodes.startWith(older, BOB);
    }

    @AfterEach
    void close() throws IOException, JMSException {
        nodes.close();
    }

    @Test
    void nodesUpgradedOneByOneUnderLoad_andBackAgain_sendEverythingOnceAndInOrder() throws Exception {
        Set<Long> answered;
        try (Traffic traffic = Traffic.start(nodes.client(), "upgraded-", 5, 40, Duration.ofMillis(150))) {
            awaitBothSend(traffic, "older, older");
            replace(BOB, false);
            awaitBothSend(traffic, "older, this");
            replace(ANN, false);
            awaitBothSend(traffic, "this, this");
            replace(BOB, true);
            awaitBothSend(traffic, "this, older");
            replace(ANN, true);
            awaitBothSend(traffic, "older, older");
            answered = traffic.end();
        }

        nodes.awaitAllShipped(answered);
        assertThat(nodes.audit().repeated(0)).isEmpty();
        assertThat(nodes.database().shippedTwice()).isZero();
        for (String node : List.of(ANN, BOB)) {
            assertThat(complaints(node)).as(node).isEmpty();
        }
        LOG.log(
                Level.INFO,
                "{0} orders, {1} messages, of which ann sent {2} and bob {3}.",
                nodes.database().orders(),
                nodes.audit().size(),
                nodes.audit().sentBy(ANN, 0),
                nodes.audit().sentBy(BOB, 0));
    }

    private void replace(String node, boolean byOlder) throws Exception {
        nodes.stop(node);
        if (byOlder) {
            nodes.startWith(older, node);
        } else {
            nodes.shop(node).useOwn();
            nodes.start(node);
        }
    }

    /** Waits until both nodes have sent, in this state of things. */
    private void awaitBothSend(Traffic traffic, String versions) {
        int from = nodes.audit().size();
        awaitMoreAnswered(traffic, 50);
        for (String node : List.of(ANN, BOB)) {
            await(node + ": " + versions)
                    .atMost(LIMIT)
                    .until(() -> nodes.audit().sentBy(node, from) >= SENT);
        }
        LOG.log(
                Level.INFO,
                "ann, bob: {0}: sent {1} and {2}",
                versions,
                nodes.audit().sentBy(ANN, from),
                nodes.audit().sentBy(BOB, from));
    }

    /**
     * Errors, and warnings of Outboxed. WildFly says WFLYEE0110 of a task of the relay whose time comes while the server stops: another
     * node does its work.
     */
    private List<String> complaints(String node) {
        Product product = nodes.shop(node).product();
        return nodes.shop(node).logAfter(0).stream()
                .filter(line -> line.contains(" ERROR ")
                        || line.contains("[SEVERE]")
                        || product.isTrouble(line) && (line.contains("OUTBOX-") || line.contains("[io.outboxed")))
                .filter(line -> !line.contains("WFLYEE0110"))
                .toList();
    }
}

package io.outboxed.example.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.harness.Traffic;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Several nodes on one database and one broker share the work, and do without each other. */
class SeveralNodesIT extends NodesScenario {

    @Test
    void twoNodes_shareTheWorkAndSendEverythingOnceAndInOrder() throws Exception {
        int before = nodes().audit().size();
        Set<Long> answered;
        try (Traffic traffic = traffic("shared-")) {
            awaitMoreAnswered(traffic, 400);
            awaitSentBy(ANN, before);
            awaitSentBy(BOB, before);
            answered = traffic.end();
        }

        nodes().awaitAllShipped(answered);
        assertThat(nodes().audit().repeated(before)).isEmpty();
    }

    @Test
    void aNodeThatJoins_takesPartAndItsDeathInAPassLosesNothing() throws Exception {
        Set<Long> answered;
        try (Traffic traffic = traffic("joined-")) {
            awaitMoreAnswered(traffic, 50);
            nodes().start(CID);
            awaitSentBy(CID, nodes().audit().size());

            killInPass(CID, traffic);
            awaitMoreAnswered(traffic, 50);
            answered = traffic.end();
        }

        nodes().awaitAllShipped(answered);
    }

    @Test
    void aNodeThatFreezesInAPass_isReplacedAndWorksAgainWhenItWakes() throws Exception {
        Set<Long> answered;
        try (Traffic traffic = traffic("frozen-")) {
            awaitMoreAnswered(traffic, 50);
            freezeInPassAndWake(BOB, traffic);
            answered = traffic.end();
        }

        nodes().awaitAllShipped(answered);
    }

    @Test
    void nodesRestartedOneByOneUnderLoad_sendEverythingOnceAndInOrder() throws Exception {
        int before = nodes().audit().size();
        Set<Long> answered;
        try (Traffic traffic = traffic("rolling-")) {
            for (String node : List.of(ANN, BOB)) {
                awaitMoreAnswered(traffic, 50);
                nodes().stop(node);
                nodes().start(node);
                awaitSentBy(node, nodes().audit().size());
            }
            answered = traffic.end();
        }

        nodes().awaitAllShipped(answered);
        assertThat(nodes().audit().repeated(before)).isEmpty();
    }
}

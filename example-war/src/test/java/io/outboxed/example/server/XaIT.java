package io.outboxed.example.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.harness.Traffic;
import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** With sending and deletion in one XA transaction, every message is sent once, whatever happens to the nodes. */
class XaIT extends NodesScenario {

    XaIT() {
        super("-Doutbox.jms.mode=xa", "-Dshop.datasource=java:jboss/datasources/ShopXA");
    }

    @Test
    void aNodeKilledBetweenPrepareAndCommit_leavesNothingInDoubtWhenItIsBack() throws Exception {
        Set<Long> answered;
        try (Traffic traffic = traffic("in-doubt-")) {
            freezeInDoubt(traffic);
            nodes().kill(BOB);
            awaitMoreAnswered(traffic, 50);
            assertThat(nodes().database().isInDoubt(BOB)).isTrue();

            nodes().start(BOB);
            long settled = milliseconds(
                    "nothing is in doubt", () -> !nodes().database().isInDoubt(BOB));
            log("Nothing was in doubt any more {0} ms after the killed node was ready again.", settled);
            answered = traffic.end();
        }

        awaitAllShippedOnce(answered);
    }

    @Test
    void aNodeThatFreezesBetweenPrepareAndCommit_finishesWhenItWakes() throws Exception {
        Set<Long> answered;
        try (Traffic traffic = traffic("doubtful-")) {
            freezeInDoubt(traffic);
            awaitMoreAnswered(traffic, 50);
            assertThat(nodes().database().isInDoubt(BOB)).isTrue();

            nodes().thaw(BOB);
            answered = traffic.end();
        }

        awaitAllShippedOnce(answered);
    }

    /** PostgreSQL's driver calls the end of its session a failed commit (pgjdbc#4438), so that Narayana gives up. */
    @Test
    void aSessionEndedBetweenPrepareAndCommit_isSettledByTheOperator() throws Exception {
        Set<Long> answered;
        try (Traffic traffic = traffic("given-up-")) {
            freezeInDoubt(traffic);
            nodes().database().endSessions(BOB);
            nodes().thaw(BOB);
            awaitMoreAnswered(traffic, 50);

            milliseconds("given up", () -> nodes().hasDriverGivenUp(BOB));
            Set<String> left = nodes().database().inDoubt(BOB); // and a few that the node is just about to commit
            assertThat(left).isNotEmpty();
            milliseconds("settled", () -> {
                nodes().database().settleInDoubt();
                return Collections.disjoint(left, nodes().database().inDoubt(BOB));
            });

            answered = traffic.end();
        }

        awaitAllShippedOnce(answered);
    }

    @Test
    void aNodeThatFreezesInAPass_isReplacedAndWorksAgainWhenItWakes() throws Exception {
        Set<Long> answered;
        try (Traffic traffic = traffic("frozen-")) {
            awaitMoreAnswered(traffic, 50);
            freezeInPassAndWake(BOB, traffic);
            answered = traffic.end();
        }

        awaitAllShippedOnce(answered);
    }

    private void freezeInDoubt(Traffic traffic) throws Exception {
        awaitMoreAnswered(traffic, 50);
        nodes().freeze(BOB, () -> nodes().database().isInDoubt(BOB));
    }

    private void awaitAllShippedOnce(Set<Long> answered) throws Exception {
        nodes().awaitAllShipped(answered);
        assertThat(nodes().audit().repeated(0)).isEmpty();
    }
}

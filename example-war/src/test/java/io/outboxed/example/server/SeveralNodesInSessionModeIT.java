package io.outboxed.example.server;

import io.outboxed.harness.Traffic;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The same where the relay commits its JMS sessions itself, and the broker refuses what it has already. */
class SeveralNodesInSessionModeIT extends NodesScenario {

    SeveralNodesInSessionModeIT() {
        super("-Doutbox.jms.mode=session", "-Doutbox.jms.connection-factory=java:/jms/outbox");
    }

    @Test
    void aNodeThatFreezesInAPassAndIsKilledInAnother_losesNothing() throws Exception {
        Set<Long> answered;
        try (Traffic traffic = traffic("session-")) {
            awaitMoreAnswered(traffic, 50);
            freezeInPassAndWake(BOB, traffic);
            killInPass(BOB, traffic);
            awaitMoreAnswered(traffic, 50);
            answered = traffic.end();
        }

        nodes().awaitAllShipped(answered);
    }
}

package io.outboxed.example.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.harness.Shop;
import org.junit.jupiter.api.Test;

/** What the server's log says of the shop's deployment. */
class DeploymentLogIT {

    @Test
    void whatTheServerLacksIsLeftOutWithoutAWord() throws Exception {
        Shop shop = Shop.open();

        // Payara tells of the health checks that it has found.
        assertThat(shop.logAfter(0))
                .filteredOn(line -> line.contains("io.outboxed.telemetry") || line.contains("io/outboxed/telemetry"))
                .allMatch(line -> line.strip().startsWith("Registered io.outboxed.telemetry"));
    }
}

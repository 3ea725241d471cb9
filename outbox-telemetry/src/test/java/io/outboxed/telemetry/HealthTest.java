package io.outboxed.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.OutboxConfig;
import io.outboxed.admin.Backlog;
import io.outboxed.admin.Count;
import io.outboxed.admin.DestinationBacklog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthTest {
    private final Container container = new Container();

    @AfterEach
    void close() {
        container.close();
    }

    private HealthCheckResponse ready() {
        return container
                .get(HealthCheck.class, org.eclipse.microprofile.health.Readiness.Literal.INSTANCE)
                .call();
    }

    private boolean isReady() {
        return ready().getStatus() == HealthCheckResponse.Status.UP;
    }

    private boolean isAlive() {
        return container
                        .get(HealthCheck.class, org.eclipse.microprofile.health.Liveness.Literal.INSTANCE)
                        .call()
                        .getStatus()
                == HealthCheckResponse.Status.UP;
    }

    private void oldestAge(Duration age) {
        container.tell(each -> each.backlog(new Backlog(
                List.of(new DestinationBacklog(
                        "orders", new Count(1, true), Count.ZERO, Count.ZERO, Count.ZERO, Count.ZERO, age)),
                Instant.EPOCH)));
    }

    @Test
    void application_whose_relay_runs_is_ready_and_alive() {
        assertThat(isReady()).isTrue();
        assertThat(isAlive()).isTrue();
    }

    @Test
    void relay_that_does_not_run_makes_it_unready_and_calls_for_a_restart() {
        container.running = false;

        assertThat(isReady()).isFalse();
        assertThat(isAlive()).isFalse();
    }

    @Test
    void relay_that_is_disabled_is_not_missed() {
        container.running = false;
        container.config = OutboxConfig.builder().relayEnabled(false).build();

        assertThat(isReady()).isTrue();
        assertThat(isAlive()).isTrue();
    }

    @Test
    void outage_and_age_are_told_but_by_default_do_no_harm() {
        container.outages.put("broker at java:/JmsXA", Instant.EPOCH);
        oldestAge(Duration.ofDays(2));

        assertThat(isReady()).isTrue();
        assertThat(ready().getData().orElseThrow())
                .containsKey("away: broker at java:/JmsXA")
                .containsEntry("oldest age, s", 172_800L);
    }

    @Test
    void outage_that_lasts_longer_than_the_limit_makes_it_unready_and_not_dead() {
        container.config =
                OutboxConfig.builder().healthMaxOutage(Duration.ofMinutes(5)).build();
        container.outages.put("broker", Instant.now());
        assertThat(isReady()).isTrue();

        container.outages.put("broker", Instant.now().minusSeconds(301));

        assertThat(isReady()).isFalse();
        assertThat(isAlive()).isTrue();
    }

    @Test
    void message_older_than_the_limit_makes_it_unready() {
        container.config =
                OutboxConfig.builder().healthMaxAge(Duration.ofHours(1)).build();
        oldestAge(Duration.ofHours(1));
        assertThat(isReady()).isTrue();

        oldestAge(Duration.ofHours(1).plusMillis(1));

        assertThat(isReady()).isFalse();
    }
}

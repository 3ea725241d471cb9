package io.outboxed.telemetry;

import io.outboxed.OutboxConfig;
import io.outboxed.admin.Backlog;
import io.outboxed.admin.Relay;
import io.outboxed.spi.ActiveConfig;
import io.outboxed.spi.OutboxListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Whether the application should get requests. It should while its broker is away, as publishing goes on, unless {@code outbox.health.max-outage}
 * or {@code outbox.health.max-age} says otherwise. The response tells age and outages in any case.
 */
class Readiness implements HealthCheck, OutboxListener {

    private final ActiveConfig config;
    private final Relay relay;
    private final Clock clock = Clock.systemUTC();
    private volatile Backlog backlog;

    /** For proxies. */
    Readiness() {
        this(null, null);
    }

    Readiness(ActiveConfig config, Relay relay) {
        this.config = config;
        this.relay = relay;
    }

    @Override
    public void backlog(Backlog found) {
        backlog = found;
    }

    @Override
    public HealthCheckResponse call() {
        OutboxConfig settings = config.get();
        HealthCheckResponseBuilder response = HealthCheckResponse.named(Liveness.name(config));
        boolean ready = relay.isRunning() || !settings.relayEnabled();
        response.withData("running", relay.isRunning());
        Instant now = clock.instant();
        for (Map.Entry<String, Instant> outage : relay.outages().entrySet()) {
            Duration lasts = Duration.between(outage.getValue(), now);
            response.withData("away: " + outage.getKey(), lasts.toSeconds() + " s");
            ready &= !exceeds(lasts, settings.healthMaxOutage());
        }
        Backlog known = backlog;
        if (known != null) {
            response.withData("oldest age, s", known.oldestAge().toSeconds());
            ready &= !exceeds(known.oldestAge(), settings.healthMaxAge());
        }
        return response.status(ready).build();
    }

    private static boolean exceeds(Duration value, Duration limit) {
        return !limit.isZero() && value.compareTo(limit) > 0;
    }
}

package io.outboxed.telemetry;

import io.outboxed.admin.Relay;
import io.outboxed.spi.ActiveConfig;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Whether a restart is pointless: the relay runs, or is not to run here. A broker or a database that is away is no reason for one. */
class Liveness implements HealthCheck {

    private final ActiveConfig config;
    private final Relay relay;

    /** For proxies. */
    Liveness() {
        this(null, null);
    }

    Liveness(ActiveConfig config, Relay relay) {
        this.config = config;
        this.relay = relay;
    }

    /** Of each outbox, if there are several. */
    static String name(ActiveConfig config) {
        return config.unit().isEmpty() ? "outbox" : "outbox:" + config.unit();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named(name(config))
                .status(relay.isRunning() || !config.get().relayEnabled())
                .withData("running", relay.isRunning())
                .build();
    }
}

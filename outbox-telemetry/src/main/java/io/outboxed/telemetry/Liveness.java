package io.outboxed.telemetry;

import io.outboxed.admin.Relay;
import io.outboxed.spi.ActiveConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Whether a restart is pointless: the relay runs, or is not to run here. A broker or a database that is away is no reason for one. */
@org.eclipse.microprofile.health.Liveness
@ApplicationScoped
class Liveness implements HealthCheck {

    @Inject
    private ActiveConfig config;

    @Inject
    private Relay relay;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("outbox")
                .status(relay.isRunning() || !config.get().relayEnabled())
                .withData("running", relay.isRunning())
                .build();
    }
}

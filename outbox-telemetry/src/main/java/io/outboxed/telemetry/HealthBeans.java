package io.outboxed.telemetry;

import io.outboxed.admin.Relay;
import io.outboxed.spi.ActiveConfig;
import io.outboxed.spi.PerUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;

/**
 * Makes beans of MicroProfile Health. Where that is missing, {@code beans.xml} leaves this class out; it can be loaded all the same, as some
 * containers load what they leave out, and would warn of a class that implements a missing type.
 */
@ApplicationScoped
@PerUnit
class HealthBeans {

    @Inject
    private ActiveConfig config;

    @Inject
    private Relay relay;

    @Produces
    @ApplicationScoped
    @org.eclipse.microprofile.health.Liveness
    Liveness liveness() {
        return new Liveness(config, relay);
    }

    @Produces
    @ApplicationScoped
    @org.eclipse.microprofile.health.Readiness
    Readiness readiness() {
        return new Readiness(config, relay);
    }
}

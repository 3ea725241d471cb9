package io.outboxed.internal.cdi;

import io.outboxed.internal.relay.NewTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** Transactions of their own: a test's, the EJB's, or CDI's in a container without EJBs, where no relay can run. */
@ApplicationScoped
class Transactions {

    @Inject
    private Instance<NewTransaction> ejb;

    @Inject
    private CdiTransaction cdi;

    @Inject
    private Surroundings surroundings;

    NewTransaction get() {
        return surroundings.transactions().orElseGet(() -> ejb.isUnsatisfied() ? cdi : ejb.get());
    }

    /** Does what the EJB timer does at its start where there is no such timer. */
    void startWithoutEjb(@Observes Startup event, @Any Instance<RelayLifecycle> relays) {
        if (ejb.isUnsatisfied()) {
            relays.stream().filter(RelayLifecycle::start).forEach(relay -> surroundings.drive(relay::tick));
        }
    }

    /** What the EJB timer does at its end. */
    void stopWithoutEjb(@Observes Shutdown event, @Any Instance<RelayLifecycle> relays) {
        if (ejb.isUnsatisfied()) {
            relays.forEach(RelayLifecycle::stop);
        }
    }
}

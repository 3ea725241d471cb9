package io.outboxed.internal.ejb;

import io.outboxed.internal.cdi.RelayLifecycle;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Starts the relay with the application, wakes it now and then, and stops it.
 *
 * <p>The timer is the safety net behind the wake-up after each commit: it finds what another node or an earlier life of this
 * one left. It fires once and is armed again, so that a slow look never piles up ticks; it is not persistent, because every
 * node looks for itself.
 */
@Singleton(name = "OutboxedRelayTimer")
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RelayTimer {

    @Resource
    private TimerService timers;

    @Inject
    private RelayLifecycle relay;

    @PostConstruct
    void start() {
        if (relay.start()) {
            arm(Duration.ofMillis(200));
        }
    }

    @Timeout
    void tick() {
        relay.tick().ifPresent(this::arm);
    }

    @PreDestroy
    void stop() {
        relay.stop();
    }

    private void arm(Duration wait) {
        timers.createSingleActionTimer(wait.toMillis(), new TimerConfig("outboxed-relay", false));
    }
}

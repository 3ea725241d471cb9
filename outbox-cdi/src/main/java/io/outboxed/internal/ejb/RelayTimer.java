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
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Starts the relay of each outbox with the application, wakes it now and then, and stops it.
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
    @Any
    private Instance<RelayLifecycle> relays;

    /** By its name, as a timer keeps no more. */
    private final Map<String, RelayLifecycle> started = new LinkedHashMap<>();

    @PostConstruct
    void start() {
        try {
            for (RelayLifecycle relay : relays) {
                String name = name(relay.unit());
                started.put(name, relay);
                if (relay.start()) {
                    arm(name, Duration.ofMillis(200));
                }
            }
        } catch (RuntimeException | Error e) {
            stop(); // the container does not for a bean that it could not make
            throw e;
        }
    }

    @Timeout
    void tick(Timer timer) {
        String name = (String) timer.getInfo();
        started.get(name).tick().ifPresent(wait -> arm(name, wait));
    }

    @PreDestroy
    void stop() {
        started.values().forEach(RelayLifecycle::stop);
    }

    private static String name(String unit) {
        return unit.isEmpty() ? "outboxed-relay" : "outboxed-relay:" + unit;
    }

    private void arm(String name, Duration wait) {
        timers.createSingleActionTimer(wait.toMillis(), new TimerConfig(name, false));
    }
}

package io.outboxed.internal.cdi;

import io.outboxed.OutboxConfig;
import io.outboxed.admin.Activity;
import io.outboxed.admin.Backlog;
import io.outboxed.admin.LaneStatus;
import io.outboxed.admin.Relay;
import io.outboxed.admin.RelayStatus;
import io.outboxed.internal.AdminLog;
import io.outboxed.internal.Errors;
import io.outboxed.internal.admin.LaneLook;
import io.outboxed.internal.admin.Pauses;
import io.outboxed.internal.relay.OwnTransaction;
import io.outboxed.internal.relay.RelayDriver;
import io.outboxed.spi.ActiveConfig;
import io.outboxed.spi.OutboxStore;
import io.outboxed.spi.PerUnit;
import io.outboxed.spi.StoreStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@link Relay} for operators. */
@PerUnit
@ApplicationScoped
class RelayBean implements Relay {

    @Inject
    private RelayLifecycle lifecycle;

    @Inject
    private ActiveConfig activeConfig;

    @Inject
    private Instance<OutboxStore> stores;

    @Inject
    private Transactions transactions;

    @Inject
    private Caller caller;

    @Override
    public boolean isRunning() {
        return lifecycle.driver().isPresent();
    }

    @Override
    public Map<String, Instant> outages() {
        return lifecycle.driver().map(RelayDriver::outages).orElse(Map.of());
    }

    @Override
    public Activity activity() {
        return lifecycle.tally().activity();
    }

    @Override
    public RelayStatus status() {
        OutboxConfig config = activeConfig.get();
        StoreStatus store = OwnTransaction.get(transactions.get(), stores.get()::status);
        return new RelayStatus(
                isRunning(),
                pausedDestinations(),
                List.copyOf(outages().keySet()),
                config.workers(),
                config.lanes(),
                store,
                lifecycle.tally().sent.sum(),
                lifecycle.tally().expired.sum());
    }

    @Override
    public Backlog backlog() {
        return OwnTransaction.get(transactions.get(), stores.get()::backlog);
    }

    @Override
    public List<LaneStatus> lanes() {
        Optional<RelayDriver> driver = lifecycle.driver();
        return new LaneLook(
                        stores.get(),
                        transactions.get(),
                        lane -> driver.map(running -> running.owns(lane)).orElse(false))
                .lanes();
    }

    @Override
    public boolean pause(String destination) {
        return change(Pauses.check(destination), true);
    }

    @Override
    public boolean resume(String destination) {
        return change(Pauses.check(destination), false);
    }

    @Override
    public boolean pauseAll() {
        return change(ALL, true);
    }

    @Override
    public boolean resumeAll() {
        return change(ALL, false);
    }

    private boolean change(String destination, boolean pause) {
        boolean changed = pause ? stored().pause(destination) : stored().resume(destination);
        if (changed) {
            AdminLog.pauseChanged(caller.name(), destination, pause);
        }
        lifecycle.driver().ifPresent(RelayDriver::look);
        return changed;
    }

    @Override
    public Set<String> pausedDestinations() {
        return pauses().keySet();
    }

    @Override
    public Map<String, Instant> pauses() {
        return stored().paused();
    }

    private Pauses stored() {
        return new Pauses(stores.get(), transactions.get());
    }

    @Override
    public int runOnce() {
        RelayDriver driver = lifecycle.driver().orElseThrow(Errors::relayNotRunning);
        try {
            return driver.runNow();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

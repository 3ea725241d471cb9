package io.outboxed.internal.jmx;

import io.outboxed.admin.Backlog;
import io.outboxed.admin.Count;
import io.outboxed.admin.DestinationBacklog;
import io.outboxed.admin.OutboxMXBean;
import io.outboxed.internal.Log;
import io.outboxed.internal.admin.Tally;
import io.outboxed.internal.relay.RelayDriver;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Registers the outbox of an application at the JVM's MBean server, for as long as it is not closed. */
public final class JmxOutbox implements OutboxMXBean, AutoCloseable {
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;

    private final Clock clock = Clock.systemUTC();
    private final Tally tally;
    private final Supplier<Optional<RelayDriver>> driver;
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private volatile ObjectName name;

    private JmxOutbox(Tally tally, Supplier<Optional<RelayDriver>> driver) {
        this.tally = tally;
        this.driver = driver;
    }

    /** Registers it, with the persistence unit in its name if it is a further outbox. Where that fails, what it offers is not seen, and the log says so. */
    public static JmxOutbox register(
            String application, String unit, Tally tally, Supplier<Optional<RelayDriver>> driver) {
        JmxOutbox outbox = new JmxOutbox(tally, driver);
        outbox.register(application, unit);
        return outbox;
    }

    private void register(String application, String unit) {
        String quoted = "io.outboxed:type=Outbox,name=" + ObjectName.quote(application)
                + (unit.isEmpty() ? "" : ",unit=" + ObjectName.quote(unit));
        try {
            ObjectName free = new ObjectName(quoted);
            for (int instance = 2; server.isRegistered(free); instance++) {
                free = new ObjectName(quoted + ",instance=" + instance);
            }
            name = server.registerMBean(this, free).getObjectName();
        } catch (JMException | RuntimeException e) {
            Log.notInJmx(e);
        }
    }

    @Override
    public void close() {
        ObjectName registered = name;
        name = null;
        if (registered == null) {
            return;
        }
        try {
            server.unregisterMBean(registered);
        } catch (JMException | RuntimeException e) {
            Log.notInJmx(e);
        }
    }

    @Override
    public boolean isRunning() {
        return driver.get().isPresent();
    }

    @Override
    public List<String> getAway() {
        return driver.get()
                .map(running -> List.copyOf(running.outages().keySet()))
                .orElse(List.of());
    }

    @Override
    public Map<String, Double> getAwaySeconds() {
        return driver.get()
                .map(running -> seconds(running.outages(), clock.instant()))
                .orElse(Map.of());
    }

    static Map<String, Double> seconds(Map<String, Instant> outages, Instant now) {
        Map<String, Double> seconds = new TreeMap<>();
        outages.forEach((name, since) ->
                seconds.put(name, Math.max(0, Duration.between(since, now).toMillis()) / MILLIS));
        return seconds;
    }

    @Override
    public List<String> getPausedDestinations() {
        return driver.get().map(RelayDriver::paused).orElse(List.of());
    }

    @Override
    public long getPublished() {
        return tally.published.sum();
    }

    @Override
    public long getSent() {
        return tally.sent.sum();
    }

    @Override
    public long getDuplicatesDropped() {
        return tally.duplicates.sum();
    }

    @Override
    public long getFailed() {
        return tally.failed.sum();
    }

    @Override
    public long getBuried() {
        return tally.buried.sum();
    }

    @Override
    public long getExpired() {
        return tally.expired.sum();
    }

    @Override
    public long getBatches() {
        return tally.batches.sum();
    }

    @Override
    public double getSendSeconds() {
        return seconds(tally.sendNanos, NANOS);
    }

    @Override
    public double getLagSeconds() {
        return seconds(tally.lagMillis, MILLIS);
    }

    @Override
    public long getPasses() {
        return tally.passes.sum();
    }

    @Override
    public double getLaneWaitSeconds() {
        return seconds(tally.laneWaitNanos, NANOS);
    }

    private static double seconds(LongAdder sum, double perSecond) {
        return sum.sum() / perSecond;
    }

    @Override
    public long getInboxDuplicates() {
        return tally.skipped.sum();
    }

    @Override
    public long getReady() {
        return total(DestinationBacklog::ready);
    }

    @Override
    public long getWaiting() {
        return total(DestinationBacklog::waiting);
    }

    @Override
    public long getRetrying() {
        return total(DestinationBacklog::retrying);
    }

    @Override
    public long getScheduled() {
        return total(DestinationBacklog::scheduled);
    }

    @Override
    public long getDead() {
        return total(DestinationBacklog::dead);
    }

    private long total(Function<DestinationBacklog, Count> kind) {
        return tally.backlog().map(found -> found.total(kind).value()).orElse(0L);
    }

    @Override
    public double getOldestAgeSeconds() {
        return tally.backlog()
                .map(found -> found.oldestAge().toMillis() / MILLIS)
                .orElse(-1.0);
    }

    @Override
    public Map<String, Long> getPendingByDestination() {
        Map<String, Long> pending = new TreeMap<>();
        tally.backlog()
                .map(Backlog::destinations)
                .orElse(List.of())
                .forEach(each -> pending.put(each.destination(), each.pending().value()));
        return pending;
    }
}

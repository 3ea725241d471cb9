package io.outboxed;

import io.outboxed.internal.DeploymentErrors;
import io.outboxed.spi.ModuleSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The ranges of the settings; all that are out of range are reported together. */
final class ConfigChecks {
    private static final Pattern SLOT = Pattern.compile("[a-z0-9_]{0,63}");

    private final List<String> problems = new ArrayList<>();

    private ConfigChecks() {}

    static void check(OutboxConfig config) {
        ConfigChecks checks = new ConfigChecks();
        checks.all(config);
        if (!checks.problems.isEmpty()) {
            throw DeploymentErrors.badSettings(checks.problems);
        }
    }

    private void all(OutboxConfig config) {
        range("outbox.payload.max-bytes", config.payloadMaxBytes(), 1, 64 << 20);
        range("outbox.relay.lanes", config.lanes(), 1, 64);
        range("outbox.relay.workers", config.workers(), 1, 64);
        range("outbox.relay.batch-size", config.batchSize(), 1, 10_000);
        range("outbox.relay.batch-bytes", config.batchBytes(), 1, 1L << 30);
        range("outbox.relay.linger", config.linger(), Duration.ZERO, Duration.ofSeconds(1));
        range("outbox.relay.busy-interval", config.busyInterval(), Duration.ofMillis(10), Duration.ofHours(1));
        range("outbox.relay.idle-interval", config.idleInterval(), config.busyInterval(), Duration.ofHours(1));
        range("outbox.relay.shutdown-timeout", config.shutdownTimeout(), Duration.ZERO, Duration.ofMinutes(10));
        range("outbox.retry.max-deaths", config.maxDeaths(), 1, 100);
        range("outbox.retention", config.retention(), Duration.ZERO, Duration.ofDays(365));
        range("outbox.inbox.retention", config.inboxRetention(), Duration.ofMinutes(1), Duration.ofDays(3650));
        if (config.inboxMessageId().isEmpty()
                || config.inboxMessageId().stream().anyMatch(String::isBlank)) {
            problems.add("outbox.inbox.message-id is " + config.inboxMessageId()
                    + "; it must be names of properties, at least one, and none blank");
        }
        range("outbox.health.max-age", config.healthMaxAge(), Duration.ZERO, Duration.ofDays(365));
        range("outbox.health.max-outage", config.healthMaxOutage(), Duration.ZERO, Duration.ofDays(365));
        retry("outbox.retry.", config.retry());
        cdc(config.cdcSlot(), config.relayEnabled());
        config.retryOfDestination()
                .forEach((name, retry) -> retry("outbox.retry.destination." + name + ".", retry.or(config.retry())));
        config.retryOfType()
                .forEach((name, retry) -> retry("outbox.retry.type." + name + ".", retry.or(config.retry())));
        jndiName("outbox.relay.executor", config.executor());
        jndiName("outbox.jms.connection-factory", config.connectionFactory());
        jndiNames("outbox.destination.", config.destinations());
        jndiNames("outbox.jms.connection-factory.", config.connectionFactories());
        moduleSettings(config.moduleSettings().keySet());
    }

    private void cdc(String slot, boolean relayEnabled) {
        if (!SLOT.matcher(slot).matches()) {
            problems.add("outbox.cdc.slot is '" + slot
                    + "'; it must be empty or the name of a replication slot: 1 to 63 of a to z, 0 to 9 and _");
        }
        if (!slot.isEmpty() && relayEnabled) {
            problems.add("outbox.cdc.slot is '" + slot
                    + "', so outbox.relay.enabled must be false: of entries that are deleted in the transaction that stores"
                    + " them a relay would find none");
        }
    }

    private void jndiName(String setting, String value) {
        if (value.isBlank()) {
            problems.add(setting + " is blank; it must be a JNDI name");
        }
    }

    private void jndiNames(String prefix, Map<String, String> jndiNames) {
        jndiNames.forEach((name, jndiName) -> {
            if (name.isBlank() || jndiName.isBlank()) {
                problems.add(prefix + name + " is '" + jndiName + "'; name and JNDI name must not be blank");
            }
        });
    }

    private void moduleSettings(Set<String> names) {
        if (names.isEmpty()) {
            return;
        }
        List<String> known = ModuleSettings.all();
        for (String name : names) {
            if (!ModuleSettings.isAmong(known, name)) {
                problems.add(name + " is a setting of no module; those of the application have " + known);
            }
        }
    }

    private void retry(String prefix, RetrySettings retry) {
        range(prefix + "max-attempts", retry.maxAttempts(), 1, 1_000);
        range(prefix + "initial", retry.initial(), Duration.ofMillis(1), Duration.ofDays(1));
        range(prefix + "max", retry.max(), retry.initial(), Duration.ofDays(7));
    }

    private void range(String name, long value, long min, long max) {
        if (value < min || value > max) {
            problems.add(name + " is " + value + "; it must be " + min + " to " + max);
        }
    }

    private void range(String name, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            problems.add(name + " is " + value + "; it must be " + min + " to " + max);
        }
    }
}

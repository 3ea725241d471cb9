package io.outboxed.internal.config;

import io.outboxed.OutboxConfig;
import java.util.List;
import java.util.function.BiConsumer;

/** A setting: its name, and how a text sets it. */
record Setting(String name, BiConsumer<OutboxConfig.Builder, String> apply) {

    /** Prefix of the settings that map a logical destination to a JNDI name. */
    static final String DESTINATION_PREFIX = "outbox.destination.";

    /** Prefix of the settings that name connection factories for single destinations. */
    static final String CONNECTION_FACTORY_PREFIX = "outbox.jms.connection-factory.";

    static final List<Setting> ALL = List.of(
            new Setting("outbox.persistence-unit", (b, v) -> b.persistenceUnit(v)),
            new Setting("outbox.schema", (b, v) -> b.schema(Parse.constant(OutboxConfig.SchemaMode.class, v))),
            new Setting("outbox.source", (b, v) -> b.source(v)),
            new Setting("outbox.default-destination", (b, v) -> b.defaultDestination(v)),
            new Setting("outbox.payload.max-bytes", (b, v) -> b.payloadMaxBytes(Parse.integer(v))),
            new Setting("outbox.relay.enabled", (b, v) -> b.relayEnabled(Parse.bool(v))),
            new Setting("outbox.relay.lanes", (b, v) -> b.lanes(Parse.integer(v))),
            new Setting("outbox.relay.workers", (b, v) -> b.workers(Parse.integer(v))),
            new Setting("outbox.relay.batch-size", (b, v) -> b.batchSize(Parse.integer(v))),
            new Setting("outbox.relay.batch-bytes", (b, v) -> b.batchBytes(Parse.longInteger(v))),
            new Setting("outbox.relay.linger", (b, v) -> b.linger(Parse.duration(v))),
            new Setting("outbox.relay.busy-interval", (b, v) -> b.busyInterval(Parse.duration(v))),
            new Setting("outbox.relay.idle-interval", (b, v) -> b.idleInterval(Parse.duration(v))),
            new Setting("outbox.relay.shutdown-timeout", (b, v) -> b.shutdownTimeout(Parse.duration(v))),
            new Setting("outbox.relay.executor", (b, v) -> b.executor(v)),
            new Setting("outbox.retry.max-attempts", (b, v) -> b.retry(RetrySetting.parse("max-attempts", v))),
            new Setting("outbox.retry.initial", (b, v) -> b.retry(RetrySetting.parse("initial", v))),
            new Setting("outbox.retry.max", (b, v) -> b.retry(RetrySetting.parse("max", v))),
            new Setting("outbox.retry.on-dead", (b, v) -> b.retry(RetrySetting.parse("on-dead", v))),
            new Setting("outbox.retry.permanent", (b, v) -> b.permanentFailures(Parse.names(v))),
            new Setting("outbox.retry.max-deaths", (b, v) -> b.maxDeaths(Parse.integer(v))),
            new Setting("outbox.retention", (b, v) -> b.retention(Parse.duration(v))),
            new Setting("outbox.inbox.retention", (b, v) -> b.inboxRetention(Parse.duration(v))),
            new Setting("outbox.inbox.message-id", (b, v) -> b.inboxMessageId(Parse.names(v))),
            new Setting("outbox.health.max-age", (b, v) -> b.healthMaxAge(Parse.duration(v))),
            new Setting("outbox.health.max-outage", (b, v) -> b.healthMaxOutage(Parse.duration(v))),
            new Setting("outbox.strict-keys", (b, v) -> b.strictKeys(Parse.bool(v))),
            new Setting("outbox.cdc.slot", (b, v) -> b.cdcSlot(v)),
            new Setting("outbox.jms.mode", (b, v) -> b.jmsMode(Parse.constant(OutboxConfig.JmsMode.class, v))),
            new Setting("outbox.jms.connection-factory", (b, v) -> b.connectionFactory(v)),
            new Setting("outbox.jms.group-id", (b, v) -> b.groupId(Parse.bool(v))),
            new Setting(
                    "outbox.jms.duplicate-id-property", (b, v) -> b.duplicateIdProperty(v.equals("none") ? "" : v)));
}

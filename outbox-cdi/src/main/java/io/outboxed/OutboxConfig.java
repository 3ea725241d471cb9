package io.outboxed;

import io.outboxed.inbox.MessageIds;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The settings of Outboxed.
 *
 * <p>An application that produces a CDI bean of this type sets them in code. Otherwise they come, under the names given here,
 * from MicroProfile Config where the server has it, else from system properties and the environment
 * ({@code OUTBOX_RELAY_LANES} for {@code outbox.relay.lanes}). Durations are written {@code 500ms}, {@code 5s}, {@code 2m},
 * {@code 1h}, {@code 1d} or in ISO 8601. Unknown names and values out of range stop the deployment.
 *
 * <p><b>Threads:</b> immutable.
 */
public final class OutboxConfig {
    private final Builder settings;

    private OutboxConfig(Builder settings) {
        this.settings = settings;
    }

    /** Starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** What to do about the tables at start. */
    public enum SchemaMode {
        /** Check that they are there and fit; else the deployment fails. */
        VALIDATE,
        /** Create what is missing, then check. Suits development; production prefers a migration tool. */
        CREATE,
        /** Neither check nor create. */
        NONE
    }

    /** How the relay uses JMS. */
    public enum JmsMode {
        /** One JTA transaction for each batch, which holds only JMS. */
        JTA,
        /** A locally transacted session, with the broker's own duplicate detection. */
        SESSION,
        /** The pass and its sending in one distributed transaction: each entry is handed over exactly once. */
        XA,
        /** Not at all: the application's own senders take every destination. */
        NONE
    }

    /** {@code outbox.persistence-unit}: the persistence unit that holds the outbox; empty: the only one there is, or that has its mapping. */
    public String persistenceUnit() {
        return settings.persistenceUnit;
    }

    /**
     * {@code outbox.schema}: what to do about the tables at start: {@code validate}, {@code create} or {@code none}.
     */
    public SchemaMode schema() {
        return settings.schema;
    }

    /**
     * {@code outbox.source}: sent as {@code outbox_source}, to tell consumers which application it was; empty: not
     * sent.
     */
    public String source() {
        return settings.source;
    }

    /**
     * {@code outbox.default-destination}: where messages go that name no destination; empty: such a message is refused.
     */
    public String defaultDestination() {
        return settings.defaultDestination;
    }

    /**
     * {@code outbox.payload.max-bytes}: the largest payload, in bytes, 1 to 67,108,864; larger ones are refused when
     * they are published.
     */
    public int payloadMaxBytes() {
        return settings.payloadMaxBytes;
    }

    /**
     * A setting of an optional module, under its full name, as text; the module's documents name them.
     *
     * @return empty if it is not set
     */
    public Optional<String> setting(String name) {
        return Optional.ofNullable(settings.moduleSettings.get(name));
    }

    /** All settings of optional modules that are set. */
    public Map<String, String> moduleSettings() {
        return Collections.unmodifiableMap(settings.moduleSettings);
    }

    /** {@code outbox.relay.enabled}: whether this application sends; {@code false} leaves it to another one. */
    public boolean relayEnabled() {
        return settings.relayEnabled;
    }

    /**
     * {@code outbox.relay.lanes}: number of lanes, 1 to 64; one keeps one order for all, more let several workers and
     * nodes send at once.
     */
    public int lanes() {
        return settings.lanes;
    }

    /** {@code outbox.relay.workers}: how many lanes this node works on at once, 1 to 64. */
    public int workers() {
        return settings.workers;
    }

    /**
     * {@code outbox.relay.batch-size}: the most entries of a batch, 1 to 10,000; below 200 each commit costs visibly,
     * above 500 hardly gains.
     */
    public int batchSize() {
        return settings.batchSize;
    }

    /**
     * {@code outbox.relay.batch-bytes}: the most payload bytes of a batch, 1 to 1,073,741,824; bounds the relay's
     * memory.
     */
    public long batchBytes() {
        return settings.batchBytes;
    }

    /**
     * {@code outbox.relay.linger}: how long a wake-up waits for company, 0 to 1 s; saves CPU under load, costs its
     * length in latency.
     */
    public Duration linger() {
        return settings.linger;
    }

    /** {@code outbox.relay.busy-interval}: time between two looks at the store while there is work, 10 ms to 1 h. */
    public Duration busyInterval() {
        return settings.busyInterval;
    }

    /**
     * {@code outbox.relay.idle-interval}: time between two looks at the store when nothing was found, busy interval to
     * 1 h; what another node left behind waits at most so long.
     */
    public Duration idleInterval() {
        return settings.idleInterval;
    }

    /** {@code outbox.relay.shutdown-timeout}: how long stopping waits for running passes, 0 to 10 min. */
    public Duration shutdownTimeout() {
        return settings.shutdownTimeout;
    }

    /**
     * {@code outbox.retry.max-attempts}, {@code .initial}, {@code .max} and {@code .on-dead}: how entries that failed are tried
     * again; every part is set.
     */
    public RetrySettings retry() {
        return settings.retry;
    }

    /**
     * {@code outbox.retry.destination.NAME.max-attempts} and so on: what differs for some destinations, by name. Unmodifiable.
     */
    public Map<String, RetrySettings> retryOfDestination() {
        return Collections.unmodifiableMap(settings.retryOfDestination);
    }

    /**
     * {@code outbox.retry.type.NAME.max-attempts} and so on: what differs for some types, by name; goes before what is said
     * for the destination. Unmodifiable.
     */
    public Map<String, RetrySettings> retryOfType() {
        return Collections.unmodifiableMap(settings.retryOfType);
    }

    /**
     * {@code outbox.retry.permanent}: names of exception classes, separated by commas, for which another attempt is
     * pointless: the entry is buried at once. Unmodifiable.
     */
    public Set<String> permanentFailures() {
        return Collections.unmodifiableSet(settings.permanentFailures);
    }

    /**
     * {@code outbox.retry.max-deaths}: how many processes may die while they send just one entry, before it becomes a dead
     * letter, 1 to 100.
     */
    public int maxDeaths() {
        return settings.maxDeaths;
    }

    /**
     * {@code outbox.retention}: how long delivered entries are kept, and ids that the caller gave are remembered, 0 to 365 d;
     * 0: not at all.
     */
    public Duration retention() {
        return settings.retention;
    }

    /**
     * {@code outbox.inbox.retention}: how long consumers remember messages that they have worked on, 1 min to 3650 d; longer than
     * a message may come again.
     */
    public Duration inboxRetention() {
        return settings.inboxRetention;
    }

    /**
     * {@code outbox.inbox.message-id}: the properties of a JMS message that hold its id, separated by commas; the first that a message
     * has counts. {@code JMSMessageID} and {@code JMSCorrelationID} name the headers. At least one; unmodifiable.
     */
    public List<String> inboxMessageId() {
        return settings.inboxMessageId;
    }

    /**
     * {@code outbox.health.max-age}: an entry that is to be sent and is older makes the application unready for MicroProfile Health, 0
     * to 365 d; 0, the default: none does.
     */
    public Duration healthMaxAge() {
        return settings.healthMaxAge;
    }

    /**
     * {@code outbox.health.max-outage}: what has been away for longer makes the application unready for MicroProfile Health, 0 to 365
     * d; 0, the default: nothing does, as publishing goes on without a broker.
     */
    public Duration healthMaxOutage() {
        return settings.healthMaxOutage;
    }

    /**
     * {@code outbox.strict-keys}: whether transactions that publish for one key wait for each other, so that their messages
     * have the order of their commits even where nothing else serialises them.
     */
    public boolean strictKeys() {
        return settings.strictKeys;
    }

    /**
     * {@code outbox.cdc.slot}: the replication slot by which change data capture reads messages from the database's log; each is
     * deleted in the transaction that stores it. Empty: the relay sends, here or in another application.
     */
    public String cdcSlot() {
        return settings.cdcSlot;
    }

    /**
     * {@code outbox.relay.executor}: JNDI name of the managed scheduled executor on whose threads the relay works; it needs
     * as many as there are {@link #workers}.
     */
    public String executor() {
        return settings.executor;
    }

    /**
     * {@code outbox.jms.mode}: {@code jta}: sends in a JTA transaction, on every server; {@code session}: in locally
     * transacted sessions of a factory that has them; {@code xa}: together with the pass, which needs an XA datasource.
     */
    public JmsMode jmsMode() {
        return settings.jmsMode;
    }

    /** {@code outbox.jms.connection-factory}: JNDI name of the JMS connection factory. */
    public String connectionFactory() {
        return settings.connectionFactory;
    }

    /**
     * {@code outbox.jms.connection-factory.NAME}: JNDI names of other connection factories, by the destinations that are
     * reached through them; all others go through {@link #connectionFactory}. Unmodifiable.
     */
    public Map<String, String> connectionFactories() {
        return Collections.unmodifiableMap(settings.connectionFactories);
    }

    /**
     * {@code outbox.jms.group-id}: whether the key is sent as {@code JMSXGroupID}, so that brokers keep its messages
     * with one consumer.
     */
    public boolean groupId() {
        return settings.groupId;
    }

    /**
     * {@code outbox.jms.duplicate-id-property}: in {@code session} mode, the property by which the broker drops
     * repeated ids; empty, or the text {@code none}: no property. The default is Artemis' name.
     */
    public String duplicateIdProperty() {
        return settings.duplicateIdProperty;
    }

    /**
     * {@code outbox.destination.NAME}: JNDI names by logical destination; a destination not named here is looked up itself if
     * it starts with {@code java:}, else it is the name of a queue. Unmodifiable.
     */
    public Map<String, String> destinations() {
        return Collections.unmodifiableMap(settings.destinations);
    }

    /** Collects settings; what is not set keeps its default. For one thread. */
    public static final class Builder {
        private String persistenceUnit = "";
        private SchemaMode schema = SchemaMode.VALIDATE;
        private String source = "";
        private String defaultDestination = "";
        private int payloadMaxBytes = 1_048_576;
        private boolean relayEnabled = true;
        private int lanes = 1;
        private int workers = 1;
        private int batchSize = 500;
        private long batchBytes = 4_194_304;
        private Duration linger = Duration.ZERO;
        private Duration busyInterval = Duration.ofMillis(500);
        private Duration idleInterval = Duration.ofSeconds(5);
        private Duration shutdownTimeout = Duration.ofSeconds(10);
        private RetrySettings retry = RetrySettings.DEFAULT;
        private Map<String, RetrySettings> retryOfDestination = new LinkedHashMap<>();
        private Map<String, RetrySettings> retryOfType = new LinkedHashMap<>();
        private Set<String> permanentFailures = new LinkedHashSet<>();
        private int maxDeaths = 3;
        private Duration retention = Duration.ZERO;
        private Duration inboxRetention = Duration.ofDays(30);
        private List<String> inboxMessageId = MessageIds.DEFAULTS;
        private Duration healthMaxAge = Duration.ZERO;
        private Duration healthMaxOutage = Duration.ZERO;
        private boolean strictKeys;
        private String cdcSlot = "";
        private String executor = "java:comp/DefaultManagedScheduledExecutorService";
        private JmsMode jmsMode = JmsMode.JTA;
        private String connectionFactory = "java:comp/DefaultJMSConnectionFactory";
        private Map<String, String> connectionFactories = new LinkedHashMap<>();
        private boolean groupId = true;
        private String duplicateIdProperty = "_AMQ_DUPL_ID";
        private Map<String, String> destinations = new LinkedHashMap<>();
        private Map<String, String> moduleSettings = new LinkedHashMap<>();

        private Builder() {}

        /** {@link OutboxConfig#persistenceUnit}. */
        public Builder persistenceUnit(String persistenceUnit) {
            this.persistenceUnit = Objects.requireNonNull(persistenceUnit, "persistenceUnit");
            return this;
        }

        /** {@link OutboxConfig#schema}. */
        public Builder schema(SchemaMode schema) {
            this.schema = Objects.requireNonNull(schema, "schema");
            return this;
        }

        /** {@link OutboxConfig#source}. */
        public Builder source(String source) {
            this.source = Objects.requireNonNull(source, "source");
            return this;
        }

        /** {@link OutboxConfig#defaultDestination}. */
        public Builder defaultDestination(String defaultDestination) {
            this.defaultDestination = Objects.requireNonNull(defaultDestination, "defaultDestination");
            return this;
        }

        /** {@link OutboxConfig#payloadMaxBytes}. */
        public Builder payloadMaxBytes(int payloadMaxBytes) {
            this.payloadMaxBytes = payloadMaxBytes;
            return this;
        }

        /** {@link OutboxConfig#relayEnabled}. */
        public Builder relayEnabled(boolean relayEnabled) {
            this.relayEnabled = relayEnabled;
            return this;
        }

        /** {@link OutboxConfig#lanes}. */
        public Builder lanes(int lanes) {
            this.lanes = lanes;
            return this;
        }

        /** {@link OutboxConfig#workers}. */
        public Builder workers(int workers) {
            this.workers = workers;
            return this;
        }

        /** {@link OutboxConfig#batchSize}. */
        public Builder batchSize(int batchSize) {
            this.batchSize = batchSize;
            return this;
        }

        /** {@link OutboxConfig#batchBytes}. */
        public Builder batchBytes(long batchBytes) {
            this.batchBytes = batchBytes;
            return this;
        }

        /** {@link OutboxConfig#linger}. */
        public Builder linger(Duration linger) {
            this.linger = Objects.requireNonNull(linger, "linger");
            return this;
        }

        /** {@link OutboxConfig#busyInterval}. */
        public Builder busyInterval(Duration busyInterval) {
            this.busyInterval = Objects.requireNonNull(busyInterval, "busyInterval");
            return this;
        }

        /** {@link OutboxConfig#idleInterval}. */
        public Builder idleInterval(Duration idleInterval) {
            this.idleInterval = Objects.requireNonNull(idleInterval, "idleInterval");
            return this;
        }

        /** {@link OutboxConfig#shutdownTimeout}. */
        public Builder shutdownTimeout(Duration shutdownTimeout) {
            this.shutdownTimeout = Objects.requireNonNull(shutdownTimeout, "shutdownTimeout");
            return this;
        }

        /** Changes {@link OutboxConfig#retry}. */
        public Builder retry(UnaryOperator<RetrySettings> change) {
            this.retry = change.apply(retry).or(retry);
            return this;
        }

        /** Changes what {@link OutboxConfig#retryOfDestination} says of one destination; nothing is said to begin with. */
        public Builder retryOfDestination(String destination, UnaryOperator<RetrySettings> change) {
            retryOfDestination.merge(
                    destination, change.apply(RetrySettings.NOTHING), (said, ignored) -> change.apply(said));
            return this;
        }

        /** Changes what {@link OutboxConfig#retryOfType} says of one type; nothing is said to begin with. */
        public Builder retryOfType(String type, UnaryOperator<RetrySettings> change) {
            retryOfType.merge(type, change.apply(RetrySettings.NOTHING), (said, ignored) -> change.apply(said));
            return this;
        }

        /** {@link OutboxConfig#permanentFailures}. */
        public Builder permanentFailures(Collection<String> classNames) {
            this.permanentFailures = new LinkedHashSet<>(classNames);
            return this;
        }

        /** {@link OutboxConfig#maxDeaths}. */
        public Builder maxDeaths(int maxDeaths) {
            this.maxDeaths = maxDeaths;
            return this;
        }

        /** {@link OutboxConfig#healthMaxAge}. */
        public Builder healthMaxAge(Duration healthMaxAge) {
            this.healthMaxAge = Objects.requireNonNull(healthMaxAge, "healthMaxAge");
            return this;
        }

        /** {@link OutboxConfig#healthMaxOutage}. */
        public Builder healthMaxOutage(Duration healthMaxOutage) {
            this.healthMaxOutage = Objects.requireNonNull(healthMaxOutage, "healthMaxOutage");
            return this;
        }

        /** {@link OutboxConfig#retention}. */
        public Builder retention(Duration retention) {
            this.retention = Objects.requireNonNull(retention, "retention");
            return this;
        }

        /** {@link OutboxConfig#inboxRetention}. */
        public Builder inboxRetention(Duration inboxRetention) {
            this.inboxRetention = Objects.requireNonNull(inboxRetention, "inboxRetention");
            return this;
        }

        /** {@link OutboxConfig#inboxMessageId}. */
        public Builder inboxMessageId(List<String> names) {
            this.inboxMessageId = List.copyOf(names);
            return this;
        }

        /** {@link OutboxConfig#strictKeys}. */
        public Builder strictKeys(boolean strictKeys) {
            this.strictKeys = strictKeys;
            return this;
        }

        /** {@link OutboxConfig#cdcSlot}. */
        public Builder cdcSlot(String cdcSlot) {
            this.cdcSlot = Objects.requireNonNull(cdcSlot, "cdcSlot");
            return this;
        }

        /** {@link OutboxConfig#executor}. */
        public Builder executor(String executor) {
            this.executor = Objects.requireNonNull(executor, "executor");
            return this;
        }

        /** {@link OutboxConfig#jmsMode}. */
        public Builder jmsMode(JmsMode jmsMode) {
            this.jmsMode = Objects.requireNonNull(jmsMode, "jmsMode");
            return this;
        }

        /** {@link OutboxConfig#connectionFactory}. */
        public Builder connectionFactory(String connectionFactory) {
            this.connectionFactory = Objects.requireNonNull(connectionFactory, "connectionFactory");
            return this;
        }

        /** Has a destination reached through a connection factory of its own; see {@link OutboxConfig#connectionFactories}. */
        public Builder connectionFactory(String destination, String jndiName) {
            connectionFactories.put(
                    Objects.requireNonNull(destination, "destination"), Objects.requireNonNull(jndiName, "jndiName"));
            return this;
        }

        /** {@link OutboxConfig#groupId}. */
        public Builder groupId(boolean groupId) {
            this.groupId = groupId;
            return this;
        }

        /** {@link OutboxConfig#duplicateIdProperty}. */
        public Builder duplicateIdProperty(String duplicateIdProperty) {
            this.duplicateIdProperty = Objects.requireNonNull(duplicateIdProperty, "duplicateIdProperty");
            return this;
        }

        /** Maps a logical destination to a JNDI name; see {@link OutboxConfig#destinations}. */
        public Builder destination(String name, String jndiName) {
            destinations.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(jndiName, "jndiName"));
            return this;
        }

        /** A setting of an optional module; see {@link OutboxConfig#setting}. */
        public Builder setting(String name, String value) {
            moduleSettings.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
            return this;
        }

        /**
         * Makes the settings; later changes to this builder do not touch them.
         *
         * @throws OutboxConfigException if a value is out of its range, or no module of the application has such a setting; names
         *     every such setting
         */
        public OutboxConfig build() {
            Builder copy = new Builder();
            copy.persistenceUnit = persistenceUnit;
            copy.schema = schema;
            copy.source = source;
            copy.defaultDestination = defaultDestination;
            copy.payloadMaxBytes = payloadMaxBytes;
            copy.relayEnabled = relayEnabled;
            copy.lanes = lanes;
            copy.workers = workers;
            copy.batchSize = batchSize;
            copy.batchBytes = batchBytes;
            copy.linger = linger;
            copy.busyInterval = busyInterval;
            copy.idleInterval = idleInterval;
            copy.shutdownTimeout = shutdownTimeout;
            copy.retry = retry;
            copy.retryOfDestination = new LinkedHashMap<>(retryOfDestination);
            copy.retryOfType = new LinkedHashMap<>(retryOfType);
            copy.permanentFailures = new LinkedHashSet<>(permanentFailures);
            copy.maxDeaths = maxDeaths;
            copy.retention = retention;
            copy.inboxRetention = inboxRetention;
            copy.inboxMessageId = inboxMessageId;
            copy.healthMaxAge = healthMaxAge;
            copy.healthMaxOutage = healthMaxOutage;
            copy.strictKeys = strictKeys;
            copy.cdcSlot = cdcSlot;
            copy.executor = executor;
            copy.jmsMode = jmsMode;
            copy.connectionFactory = connectionFactory;
            copy.connectionFactories = new LinkedHashMap<>(connectionFactories);
            copy.groupId = groupId;
            copy.duplicateIdProperty = duplicateIdProperty;
            copy.destinations = new LinkedHashMap<>(destinations);
            copy.moduleSettings = new LinkedHashMap<>(moduleSettings);
            OutboxConfig config = new OutboxConfig(copy);
            ConfigChecks.check(config);
            return config;
        }
    }
}

package io.outboxed.benchmark.contestant;

import io.outboxed.OutboxConfig.JmsMode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The contestants, as the tables show them. */
public enum Kind {
    LIMIT(
            "plain JDBC and JMS",
            "1 thread, batches of 500: select … for update skip locked, one transacted JMS commit, delete … = any(?)",
            PlainJdbc::withOutbox),
    LIMIT_PROPERTIES(
            "plain, all properties",
            "as *plain JDBC and JMS*, and messages have the properties that Outboxed's have",
            PlainJdbc::withAllProperties),
    BARE_JDBC("no outbox, JDBC", "one insert of the order", PlainJdbc::withoutOutbox),
    BARE_JPA(
            "no outbox, JPA", "Hibernate, Narayana, Agroal; persist of the order", place -> new PlainJpa(place, false)),
    TWO_ENTITIES(
            "two entities, JPA",
            "as *no outbox, JPA*, and persist of a hand-written outbox entity",
            place -> new PlainJpa(place, true)),
    OUTBOXED_JTA("Outboxed", "defaults: `jta`, 1 lane, 1 worker", OutboxedShop::new),
    OUTBOXED_ECLIPSELINK(
            "Outboxed, EclipseLink", "as *Outboxed*, with EclipseLink for Hibernate", OutboxedShop::withEclipseLink),
    OUTBOXED_JTA_2(
            "Outboxed, 2 lanes",
            "2 lanes, 2 workers",
            place -> new OutboxedShop(place, set -> set.lanes(2).workers(2))),
    OUTBOXED_JTA_4(
            "Outboxed, 4 lanes",
            "4 lanes, 2 workers",
            place -> new OutboxedShop(place, set -> set.lanes(4).workers(2))),
    OUTBOXED_JTA_8(
            "Outboxed, 8 lanes",
            "8 lanes, 2 workers",
            place -> new OutboxedShop(place, set -> set.lanes(8).workers(2))),
    OUTBOXED_SESSION("Outboxed, session", "`session`, the broker drops repeated ids", OutboxedShop::inSessionMode),
    OUTBOXED_XA(
            "Outboxed, xa",
            "`xa`, Narayana's log on disk",
            place -> new OutboxedShop(place, set -> set.jmsMode(JmsMode.XA))),
    GRUELBOX(
            "gruelbox transaction-outbox",
            "8 threads, sent after the commit; what waits by a loop of flush, 4,096 each; no order",
            Gruelbox::new),
    NAMASTACK(
            "Namastack Outbox",
            "JDBC, 8 threads, batches of 500, polled every 20 ms, sent ones deleted, payload as text",
            Namastack::new),
    MODULITH(
            "Spring Modulith",
            "JDBC registry, 8 threads, sent after the commit; what waits is submitted again; sent ones deleted, payload as"
                    + " text; no order",
            Modulith::new),
    DEBEZIUM(
            "Debezium engine",
            "pgoutput, batches of up to 2,048, polled every ms, one transacted JMS commit each; the table is not emptied",
            Debezium::new),
    DB_SCHEDULER(
            "db-scheduler",
            "8 threads, lock and fetch 1.0 to 20.0, polled every 20 ms, payload as UTF-8; no order",
            DbScheduler::new),
    NAIVE_JPA(
            "naive JPA poller",
            "entities by 100, each sent with a JMSContext of its own and removed; ids from a pooled sequence, so no order",
            NaiveJpa::new),
    BATCH_50(
            "Outboxed, batches of 50",
            "`outbox.relay.batch-size=50`",
            place -> new OutboxedShop(place, set -> set.batchSize(50))),
    BATCH_200(
            "Outboxed, batches of 200",
            "`outbox.relay.batch-size=200`",
            place -> new OutboxedShop(place, set -> set.batchSize(200))),
    BATCH_1000(
            "Outboxed, batches of 1,000",
            "`outbox.relay.batch-size=1000`",
            place -> new OutboxedShop(place, set -> set.batchSize(1000))),
    LINGER_2("Outboxed, linger 2 ms", "`outbox.relay.linger=2ms`", place -> OutboxedShop.withLinger(place, 2)),
    LINGER_10("Outboxed, linger 10 ms", "`outbox.relay.linger=10ms`", place -> OutboxedShop.withLinger(place, 10)),
    KEPT("Outboxed, kept for a day", "`outbox.retention=1d`", OutboxedShop::withRetention),
    STRICT(
            "Outboxed, strict keys",
            "`outbox.strict-keys=true`",
            place -> new OutboxedShop(place, set -> set.strictKeys(true))),
    CDC(
            "Outboxed, change data capture",
            "`outbox.cdc.slot`; Debezium's engine with event router and `outbox-debezium`, one transacted JMS commit for each of its batches",
            CapturedShop::new);

    /** What all others are compared with. */
    public static final Kind YARDSTICK = LIMIT;

    private static final Set<Kind> WITHOUT_RELAY = EnumSet.of(BARE_JDBC, BARE_JPA, TWO_ENTITIES);

    private static final Set<Kind> WITHOUT_ORDER = EnumSet.of(GRUELBOX, MODULITH, DB_SCHEDULER, NAIVE_JPA);

    private static final Set<Kind> ONE_BY_ONE = EnumSet.of(GRUELBOX, NAMASTACK, MODULITH, DB_SCHEDULER, NAIVE_JPA);

    private static final Set<Kind> VARIANTS = EnumSet.range(BATCH_50, CDC);

    private final String title;
    private final String settings;
    private final Opening opening;

    private interface Opening {
        Contestant open(Place place) throws Exception;
    }

    Kind(String title, String settings, Opening opening) {
        this.title = title;
        this.settings = settings;
        this.opening = opening;
    }

    /** Those that are not variants of Outboxed's settings. */
    public static List<Kind> main() {
        return Arrays.stream(values()).filter(kind -> !VARIANTS.contains(kind)).toList();
    }

    /** Opens it on an empty schema and an empty queue. */
    public Contestant open(Place place) throws Exception {
        return opening.open(place);
    }

    public boolean relays() {
        return !WITHOUT_RELAY.contains(this);
    }

    /** Whether it differs from others only where many messages are sent: by what properties cost. */
    public boolean isForManyOnly() {
        return this == LIMIT_PROPERTIES;
    }

    /** Whether it hands over one message at a time, and so takes long to hand over many. */
    public boolean sendsOneByOne() {
        return ONE_BY_ONE.contains(this);
    }

    /** Whether messages of one key arrive in the order of their transactions. */
    public boolean keepsOrder() {
        return !WITHOUT_ORDER.contains(this);
    }

    public String title() {
        return title;
    }

    public String settings() {
        return settings;
    }
}

package io.outboxed.reliability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a run is made in: a mode of sending, and a load. */
enum Series {
    JTA("`jta`", Mode.JTA, false),
    SESSION("`session`, repeated ids dropped by the broker", Mode.SESSION, false),
    SESSION_PLAIN("`session`, repeated ids not noticed", Mode.SESSION_PLAIN, false),
    XA("`xa`", Mode.XA, false),
    JTA_BULK("`jta`, many orders", Mode.JTA, true),
    SESSION_BULK("`session`, repeated ids dropped by the broker, many orders", Mode.SESSION, true),
    PAYARA("`jta` on Payara, many orders", Mode.JTA, true, "payara-nodes", "jms/bulk");

    /** Modes of sending, with what is expected of them. */
    private enum Mode {
        JTA(false),
        SESSION(true, "-Doutbox.jms.mode=session", "-Doutbox.jms.connection-factory=java:/jms/outbox"),
        SESSION_PLAIN(
                false,
                "-Doutbox.jms.mode=session",
                "-Doutbox.jms.connection-factory=java:/jms/outbox",
                "-Doutbox.jms.duplicate-id-property=none"),
        XA(true, "-Doutbox.jms.mode=xa", "-Dshop.datasource=java:jboss/datasources/ShopXA");
        private final boolean acceptsOnce;
        private final List<String> options;

        Mode(boolean acceptsOnce, String... options) {
            this.acceptsOnce = acceptsOnce;
            this.options = List.of(options);
        }
    }

    private static final Load.Rate SHOP = new Load.Rate(6, 60, 1, Duration.ofMillis(60));
    private static final Load.Rate BULK = new Load.Rate(6, 60, 20, Duration.ofMillis(60));

    private final String title;
    private final Mode mode;
    private final boolean bulk;
    private final String server;
    private final String bulkQueue;

    Series(String title, Mode mode, boolean bulk) {
        this(title, mode, bulk, "wildfly", "java:/jms/bulk");
    }

    Series(String title, Mode mode, boolean bulk, String server, String bulkQueue) {
        this.title = title;
        this.mode = mode;
        this.bulk = bulk;
        this.server = server;
        this.bulkQueue = bulkQueue;
    }

    /** For people, in Markdown. */
    String title() {
        return title;
    }

    /** Whether the broker must not accept a message twice, whatever happens. */
    boolean acceptsOnce() {
        return mode.acceptsOnce;
    }

    /**
     * Whether sending is part of a distributed transaction: nobody can take over what a node has prepared, so that its lane waits until it
     * is back, and what was in doubt at the broker comes when it is recovered.
     */
    boolean isDistributed() {
        return mode == Mode.XA;
    }

    /** The nodes, by the name that the harness knows them by. */
    String server() {
        return server;
    }

    /** The queue that messages of new orders go to. */
    String queue() {
        return bulk ? "bulk" : "orders";
    }

    /** Whether the shop's consumers get the orders, and publish that they have shipped them. */
    boolean ships() {
        return !bulk;
    }

    Load.Rate rate() {
        return bulk ? BULK : SHOP;
    }

    /** What each node's JVM is told. */
    List<String> options() {
        List<String> all = new ArrayList<>(mode.options);
        if (bulk) {
            all.add("-Doutbox.destination.orders=" + bulkQueue);
        }
        return all;
    }
}

package io.outboxed.benchmark.contestant;

import io.outboxed.Envelope;
import io.outboxed.Outbox;
import io.outboxed.OutboxConfig;
import io.outboxed.OutboxConfig.JmsMode;
import io.outboxed.it.onejvm.Server;
import io.outboxed.it.onejvm.TransactionContext;
import io.outboxed.it.onejvm.Transactions;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Orders by JPA and JTA, their messages by the public API of Outboxed, all its guarantees as they are by default. */
final class OutboxedShop implements Contestant {
    private static final String ECLIPSELINK = "outboxed-eclipselink";
    static final String HIBERNATE = "outboxed";
    private static final String LATER = "_later";

    private final Place place;
    private final JtaResources resources;
    private final Server server;
    private final EntityManager em;
    private final Outbox outbox;

    /** As it is by default. */
    OutboxedShop(Place place) throws SQLException, IOException {
        this(place, settings -> settings);
    }

    OutboxedShop(Place place, UnaryOperator<OutboxConfig.Builder> settings) throws SQLException, IOException {
        this(place, HIBERNATE, settings);
    }

    private OutboxedShop(Place place, String unit, UnaryOperator<OutboxConfig.Builder> settings)
            throws SQLException, IOException {
        this.place = place;
        createTables(place);
        resources = new JtaResources(place, unit);
        OutboxConfig config =
                settings.apply(OutboxConfig.builder().persistenceUnit(unit)).build();
        server = new Server(
                config,
                resources.unit(),
                Map.of(
                        Server.FACTORY, resources.connections(),
                        Server.PLAIN_FACTORY, place.broker().plain()));
        em = TransactionContext.of(resources.unit());
        outbox = server.get(Outbox.class);
    }

    static OutboxedShop withEclipseLink(Place place) throws SQLException, IOException {
        return new OutboxedShop(place, ECLIPSELINK, settings -> settings);
    }

    static OutboxedShop inSessionMode(Place place) throws SQLException, IOException {
        return new OutboxedShop(
                place, settings -> settings.jmsMode(JmsMode.SESSION).connectionFactory(Server.PLAIN_FACTORY));
    }

    static OutboxedShop withLinger(Place place, int millis) throws SQLException, IOException {
        return new OutboxedShop(place, settings -> settings.linger(Duration.ofMillis(millis)));
    }

    static OutboxedShop withRetention(Place place) throws SQLException, IOException {
        return new OutboxedShop(place, settings -> settings.retention(Duration.ofDays(1)));
    }

    static void createTables(Place place) throws SQLException, IOException {
        try (InputStream script = Outbox.class.getResourceAsStream("/META-INF/outboxed/ddl/1/postgresql.sql")) {
            String tables = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            place.postgres().execute("set search_path to " + place.name() + ";" + Order.TABLE + ";" + tables);
        }
    }

    @Override
    public void place(List<Order> orders) throws Exception {
        Transactions.inTransaction(() -> {
            for (Order order : orders) {
                em.persist(order);
                outbox.publish(Envelope.of(order.message())
                        .type("OrderPlaced")
                        .to(place.queue())
                        .key(order.key())
                        .build());
            }
            return null;
        });
    }

    @Override
    public void schedule(int count) throws Exception {
        Transactions.inTransaction(
                () -> outbox.publish(later().deliverAfter(Duration.ofDays(1)).build()));
        multiply("outbox_parked", count);
    }

    @Override
    public void pileUp(int count) throws Exception {
        Transactions.inTransaction(() -> outbox.publish(later().build()));
        multiply("outbox_entry", count);
    }

    private Envelope.Builder later() {
        return Envelope.of("x".repeat(500)).type("OrderPlaced").to(place.queue() + LATER);
    }

    /** Copies the one entry for the other queue, as to publish millions takes longer than to measure. */
    private void multiply(String table, int count) throws SQLException {
        String name = place.name() + "." + table;
        String columns = place.postgres()
                .text("select string_agg(column_name, ', ' order by ordinal_position) from information_schema.columns"
                        + " where table_schema = '" + place.name() + "' and table_name = '" + table
                        + "' and column_name not in ('id', 'position')");
        place.postgres()
                .execute("insert into " + name + " (id, position, " + columns
                        + ") select gen_random_uuid()::text, position + n, "
                        + columns + " from " + name + ", generate_series(1, " + (count - 1)
                        + ") n where destination like '%"
                        + LATER + "'");
    }

    @Override
    public void startRelay() {
        server.startRelay();
    }

    @Override
    public void stopRelay() {
        server.stopRelay();
    }

    @Override
    public long waiting() throws SQLException {
        String mine = " where destination = '" + place.queue() + "'";
        return Long.parseLong(place.postgres()
                .text("select (select count(*) from " + place.name() + ".outbox_entry" + mine
                        + ") + (select count(*) from " + place.name() + ".outbox_parked" + mine
                        + " and state <> 'DELIVERED')"));
    }

    @Override
    public void close() {
        server.close();
        resources.close();
    }
}

package io.outboxed.benchmark.contestant;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What the machine gives at most: no JPA, no JTA, and no guarantee beyond "at least once": no retry, no poison message, no order among
 * nodes. With an outbox or without.
 */
final class PlainJdbc implements Contestant {
    private static final int BATCH = 500;

    /** With these, ids are as long as Outboxed's. */
    private static final String ID = "0190c8a0-0000-7000-8000-";

    private static final long FIRST = 100_000_000_000L;
    private static final Duration POLL = Duration.ofMillis(100);

    private final Place place;
    private final boolean withOutbox;
    private final boolean allProperties;
    private final RelayThread relay = new RelayThread("plain-relay", this::relay);
    private final Queue<Publisher> publishers = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Publisher> publisher = ThreadLocal.withInitial(this::connect);
    private volatile boolean woken;

    /** {@code allProperties}: messages have what Outboxed's have, and not the group alone. */
    private PlainJdbc(Place place, boolean withOutbox, boolean allProperties) throws SQLException {
        this.place = place;
        this.withOutbox = withOutbox;
        this.allProperties = allProperties;
        try (Connection connection = connection();
                var statement = connection.createStatement()) {
            statement.execute(Order.TABLE);
            statement.execute("create table outbox (id bigint generated always as identity primary key,"
                    + " key varchar(255) not null, payload text not null)");
            connection.commit();
        }
    }

    static PlainJdbc withOutbox(Place place) throws SQLException {
        return new PlainJdbc(place, true, false);
    }

    static PlainJdbc withAllProperties(Place place) throws SQLException {
        return new PlainJdbc(place, true, true);
    }

    static PlainJdbc withoutOutbox(Place place) throws SQLException {
        return new PlainJdbc(place, false, false);
    }

    private Connection connection() throws SQLException {
        Connection connection = DriverManager.getConnection(place.url(), Postgres.USER, "");
        connection.setAutoCommit(false);
        return connection;
    }

    private record Publisher(Connection connection, PreparedStatement order, PreparedStatement entry) {}

    private Publisher connect() {
        try {
            Connection connection = connection();
            Publisher connected = new Publisher(
                    connection,
                    connection.prepareStatement(Order.INSERT),
                    connection.prepareStatement("insert into outbox (key, payload) values (?, ?)"));
            publishers.add(connected);
            return connected;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void place(List<Order> orders) throws SQLException {
        Publisher mine = publisher.get();
        for (Order order : orders) {
            order.bind(mine.order);
            mine.order.addBatch();
        }
        mine.order.executeBatch();
        if (withOutbox) {
            for (Order order : orders) {
                mine.entry.setString(1, order.key());
                mine.entry.setString(2, order.message());
                mine.entry.addBatch();
            }
            mine.entry.executeBatch();
        }
        mine.connection.commit();
        wake();
    }

    private void wake() {
        if (!woken) {
            woken = true;
            relay.wake();
        }
    }

    @Override
    public void startRelay() {
        relay.start();
    }

    @Override
    public void stopRelay() throws InterruptedException {
        relay.stop();
    }

    @Override
    public void checkRelay() {
        relay.check();
    }

    private void relay() throws SQLException, JMSException {
        try (Connection database = connection();
                jakarta.jms.Connection connection = place.broker().plain().createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageProducer producer = session.createProducer(session.createQueue(place.queue()));
                PreparedStatement select = database.prepareStatement("select id, key, payload from outbox where id > ?"
                        + " order by id limit " + BATCH + " for update skip locked");
                PreparedStatement delete = database.prepareStatement("delete from outbox where id = any(?)")) {
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            Long[] ids = new Long[BATCH];
            long floor = 0;
            while (relay.isWanted()) {
                woken = false;
                select.setLong(1, floor);
                int count = send(select, session, producer, ids);
                if (count > 0) {
                    session.commit();
                    delete.setArray(1, database.createArrayOf("bigint", Arrays.copyOf(ids, count)));
                    delete.executeUpdate();
                }
                database.commit();
                floor = count == BATCH ? ids[BATCH - 1] : 0;
                if (count < BATCH && !woken) {
                    relay.pause(POLL);
                }
            }
        }
    }

    @Override
    public long waiting() throws SQLException {
        return place.count("outbox");
    }

    private int send(PreparedStatement select, Session session, MessageProducer producer, Long... ids)
            throws SQLException, JMSException {
        int count = 0;
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                ids[count++] = rows.getLong(1);
                var message = session.createTextMessage(rows.getString(3));
                String key = rows.getString(2);
                message.setStringProperty("JMSXGroupID", key);
                if (allProperties) {
                    message.setJMSType("OrderPlaced");
                    message.setStringProperty("outbox_id", ID.concat(Long.toString(FIRST + ids[count - 1])));
                    message.setStringProperty("outbox_type", "OrderPlaced");
                    message.setLongProperty("outbox_occurred", System.currentTimeMillis());
                    message.setStringProperty("content_type", "text/plain;charset=utf-8");
                    message.setStringProperty("outbox_key", key);
                }
                producer.send(message);
            }
        }
        return count;
    }

    @Override
    public void close() throws Exception {
        stopRelay();
        for (Publisher each : publishers) {
            each.connection.close();
        }
    }
}

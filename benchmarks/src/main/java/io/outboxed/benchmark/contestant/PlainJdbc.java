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
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What the machine gives at most: no JPA, no JTA, and no guarantee beyond "at least once": no retry, no poison message, no order among
 * nodes. With an outbox or without.
 */
final class PlainJdbc implements Contestant {
    private static final int BATCH = 500;
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Place place;
    private final boolean withOutbox;
    private final Queue<Publisher> publishers = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Publisher> publisher = ThreadLocal.withInitial(this::connect);
    private volatile Thread relay;
    private volatile boolean woken;

    PlainJdbc(Place place, boolean withOutbox) throws SQLException {
        this.place = place;
        this.withOutbox = withOutbox;
        try (Connection connection = connection();
                var statement = connection.createStatement()) {
            statement.execute(Order.TABLE);
            statement.execute("create table outbox (id bigint generated always as identity primary key,"
                    + " key varchar(255) not null, payload text not null)");
            connection.commit();
        }
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
        Thread current = relay;
        if (current != null && !woken) {
            woken = true;
            LockSupport.unpark(current);
        }
    }

    @Override
    public void startRelay() {
        relay = new Thread(this::relay, "plain-relay");
        relay.start();
    }

    @Override
    public void stopRelay() throws InterruptedException {
        Thread current = relay;
        if (current != null) {
            relay = null;
            LockSupport.unpark(current);
            current.join();
        }
    }

    private void relay() {
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
            while (relay != null) {
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
                    LockSupport.parkNanos(POLL_NANOS);
                }
            }
        } catch (SQLException | JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public long waiting() throws SQLException {
        return place.count("outbox");
    }

    private static int send(PreparedStatement select, Session session, MessageProducer producer, Long... ids)
            throws SQLException, JMSException {
        int count = 0;
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                ids[count++] = rows.getLong(1);
                var message = session.createTextMessage(rows.getString(3));
                message.setStringProperty("JMSXGroupID", rows.getString(2));
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

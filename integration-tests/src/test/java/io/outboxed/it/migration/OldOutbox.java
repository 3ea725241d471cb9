package io.outboxed.it.migration;

import io.outboxed.it.onejvm.OneJvm;
import io.outboxed.it.onejvm.Persistence;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.sql.SQLException;
import java.util.List;

/** The hand-written outbox that is replaced: a table, and a poller that sends what is in it. It knows nothing of Outboxed. */
final class OldOutbox {
    private static final String UNSENT =
            "select id, aggregate_id, type, payload from outbox where sent = false order by id limit 20";

    private final OneJvm server;

    OldOutbox(OneJvm server) {
        this.server = server;
    }

    static void createTable(Persistence persistence) throws SQLException {
        persistence.execute("""
                create table outbox (id serial primary key, aggregate_id varchar(100) not null, type varchar(100) not null,
                    payload varchar(4000) not null, created_at timestamp not null, sent boolean not null);
                create index outbox_aggregate on outbox (aggregate_id, sent, id)""");
    }

    /** Stores a message, in the transaction of its caller. */
    void store(String aggregate, String type, String payload) {
        server.persistence()
                .entityManager()
                .createNativeQuery("insert into outbox (aggregate_id, type, payload, created_at, sent)"
                        + " values (?1, ?2, ?3, current_timestamp, false)")
                .setParameter(1, aggregate)
                .setParameter(2, type)
                .setParameter(3, payload)
                .executeUpdate();
    }

    /** What the scheduler does: sends some rows and marks each when it is sent; tells how many. One runs at a time. */
    int poll() throws Exception {
        List<Object[]> rows = server.inTransaction(() -> server.rows(UNSENT));
        for (Object[] row : rows) {
            send(row);
            markSent(row[0]);
        }
        return rows.size();
    }

    /** The same, but the process dies when the first row is sent, and not marked. */
    void pollAndDie() throws Exception {
        send(server.inTransaction(() -> server.rows(UNSENT)).get(0));
    }

    private void send(Object[] row) throws Exception {
        try (Connection connection = server.broker().plain().createConnection()) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            Message message = session.createTextMessage((String) row[3]);
            message.setJMSType((String) row[2]);
            message.setStringProperty("event_id", row[0].toString());
            message.setStringProperty("JMSXGroupID", (String) row[1]);
            session.createProducer(session.createQueue("accounts")).send(message);
        }
    }

    private void markSent(Object id) throws Exception {
        server.inTransaction(() -> server.persistence()
                .entityManager()
                .createNativeQuery("update outbox set sent = true where id = ?1")
                .setParameter(1, id)
                .executeUpdate());
    }

    /** Rows that have been sent by nobody. */
    long unsent() throws Exception {
        return server.inTransaction(() ->
                server.rows("select id, sent from outbox where sent = false").size());
    }
}

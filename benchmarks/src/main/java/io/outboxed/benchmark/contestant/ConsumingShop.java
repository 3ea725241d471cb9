package io.outboxed.benchmark.contestant;

import io.outboxed.OutboxConfig;
import io.outboxed.it.onejvm.Server;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

/** An application that consumes messages by JPA and JTA. */
public final class ConsumingShop implements AutoCloseable {
    /** Messages of earlier days, as PostgreSQL would keep its plans for an empty table. */
    private static final String EARLIER_BY_HAND =
            "insert into seen_message (id) select gen_random_uuid()::text from generate_series(1, 50000)";

    private static final String EARLIER = "insert into outbox_inbox (message_id, consumer, received)"
            + " select id, 'orders', extract(epoch from now()) * 1000 from seen_message";

    private final Place place;
    private final JtaResources resources;
    private final Server server;
    private final OrderConsumer consumer;

    /** How it knows that it has worked on a message. */
    public enum Memory {
        NONE("no inbox"),
        IDEMPOTENT("`@Idempotent`"),
        INBOX("`Inbox.firstTime`"),
        BY_HAND("an entity by hand: find, then persist");

        private final String title;

        Memory(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    public ConsumingShop(Place place) throws SQLException, IOException {
        this.place = place;
        OutboxedShop.createTables(place);
        place.postgres()
                .execute("set search_path to " + place.name() + ";" + SeenMessage.TABLE + ";" + EARLIER_BY_HAND + ";"
                        + EARLIER);
        resources = new JtaResources(place, OutboxedShop.HIBERNATE);
        server = new Server(
                OutboxConfig.builder().persistenceUnit(OutboxedShop.HIBERNATE).build(),
                resources.unit(),
                Map.of(Server.FACTORY, resources.connections()),
                OrderConsumer.class);
        consumer = server.get(OrderConsumer.class);
    }

    /** Works on a message, in a transaction. */
    public void consume(Memory memory, String message, Order order) {
        switch (memory) {
            case NONE -> consumer.withoutMemory(order);
            case IDEMPOTENT -> consumer.idempotent(message, order);
            case INBOX -> consumer.byInbox(message, order);
            case BY_HAND -> consumer.byHand(message, order);
        }
    }

    /** How many orders it has stored. */
    public long orders() throws SQLException {
        return place.count("orders");
    }

    @Override
    public void close() {
        server.close();
        resources.close();
    }
}

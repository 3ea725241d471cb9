package io.outboxed.it.onejvm;

import io.outboxed.OutboxConfig;
import io.outboxed.OutboxConfig.SchemaMode;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/** A {@link Server} with its database and its broker, which can be made to fail. Open it with the application's bean classes. */
public final class OneJvm implements AutoCloseable {
    public static final String OTHER_FACTORY = "java:/OtherConnectionFactory";

    private final Broker broker;
    private final Persistence persistence;
    private Server server;

    public OneJvm(UnaryOperator<OutboxConfig.Builder> settings, Class<?>... beans) throws Exception {
        persistence = new Persistence("it");
        broker = new Broker("it");
        deploy(settings, beans);
    }

    /** Stops the application and starts it anew, with other settings perhaps; its database and its broker stay. */
    public void redeploy(UnaryOperator<OutboxConfig.Builder> settings, Class<?>... beans) {
        server.close();
        deploy(settings, beans);
    }

    private void deploy(UnaryOperator<OutboxConfig.Builder> settings, Class<?>... beans) {
        OutboxConfig config = settings.apply(OutboxConfig.builder()
                        .schema(persistence.hasTables() ? SchemaMode.VALIDATE : SchemaMode.CREATE)
                        .busyInterval(Duration.ofMillis(50))
                        .idleInterval(Duration.ofMillis(200)))
                .build();
        server = new Server(
                config,
                persistence.factory(),
                Map.of(
                        Server.FACTORY,
                        broker.managedCounted(),
                        Server.PLAIN_FACTORY,
                        broker.plainCounted(),
                        OTHER_FACTORY,
                        broker.managedOther()),
                beans);
    }

    public <T> T get(Class<T> type) {
        return server.get(type);
    }

    public Persistence persistence() {
        return persistence;
    }

    public Broker broker() {
        return broker;
    }

    /** Starts the relay; its timer ticks as the lifecycle says. */
    public void startRelay() {
        server.startRelay();
    }

    public void stopRelay() {
        server.stopRelay();
    }

    /** The texts of the messages that wait in a queue. */
    public List<String> texts(String queue) throws Exception {
        List<String> texts = new ArrayList<>();
        for (Message message : broker.receiveAll(queue)) {
            texts.add(message.getBody(String.class));
        }
        return texts;
    }

    /** Rows of a query, in the current transaction. */
    @SuppressWarnings("unchecked")
    public List<Object[]> rows(String sql) {
        return persistence.entityManager().createNativeQuery(sql).getResultList();
    }

    /** Runs work in a transaction and commits it. */
    public <T> T inTransaction(Callable<T> work) throws Exception {
        return Transactions.inTransaction(work);
    }

    @Override
    public void close() throws Exception {
        server.close();
        persistence.close();
        broker.close();
    }
}

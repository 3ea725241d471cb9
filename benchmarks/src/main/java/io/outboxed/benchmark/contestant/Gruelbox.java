package io.outboxed.benchmark.contestant;

import com.gruelbox.transactionoutbox.Dialect;
import com.gruelbox.transactionoutbox.Instantiator;
import com.gruelbox.transactionoutbox.Persistor;
import com.gruelbox.transactionoutbox.ThreadLocalContextTransactionManager;
import com.gruelbox.transactionoutbox.TransactionManager;
import com.gruelbox.transactionoutbox.TransactionOutbox;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.jms.JMSException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** gruelbox transaction-outbox: calls a method after the commit, or from a loop that the application writes. */
final class Gruelbox implements Contestant {
    private static final int THREADS = 8;
    private static final int FLUSH = 4096;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration FREQUENCY = Duration.ofSeconds(30);

    private final Place place;
    private final HikariDataSource source;
    private final ThreadLocalContextTransactionManager transactions;
    private final TransactionOutbox outbox;
    private final QueueSender sender;
    private final ExecutorService threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(2 * FLUSH),
            new ThreadPoolExecutor.CallerRunsPolicy());
    private final RelayThread flusher = new RelayThread("gruelbox-flush", this::flush);
    private volatile Clock clock = Clock.systemUTC();

    /** What is called for each message. */
    static class Relay {
        private final QueueSender sender;

        Relay(QueueSender sender) {
            this.sender = sender;
        }

        void send(String key, String text) {
            sender.send(key, text);
        }
    }

    Gruelbox(Place place) throws SQLException, JMSException {
        this.place = place;
        place.postgres().execute("set search_path to " + place.name() + ";" + Order.TABLE);
        source = place.pool();
        transactions = TransactionManager.fromDataSource(source);
        sender = new QueueSender(place);
        outbox = TransactionOutbox.builder()
                .transactionManager(transactions)
                .persistor(Persistor.forDialect(Dialect.POSTGRESQL_9))
                .instantiator(Instantiator.using(type -> new Relay(sender)))
                .attemptFrequency(FREQUENCY)
                .flushBatchSize(FLUSH)
                .clockProvider(() -> clock)
                .submitter((entry, localExecutor) -> {
                    if (flusher.isWanted()) {
                        threads.execute(() -> localExecutor.accept(entry));
                    }
                })
                .build();
    }

    @Override
    public void place(List<Order> orders) {
        transactions.inTransaction(transaction -> {
            try {
                PreparedStatement insert = transaction.prepareBatchStatement(Order.INSERT);
                for (Order order : orders) {
                    order.bind(insert);
                    insert.addBatch();
                }
                insert.executeBatch();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            for (Order order : orders) {
                outbox.schedule(Relay.class).send(order.key(), order.message());
            }
        });
    }

    /** What was stored before is due only after a while, so the clock is put forward. */
    @Override
    public void startRelay() {
        clock = Clock.offset(Clock.systemUTC(), FREQUENCY.plusSeconds(1));
        flusher.start();
    }

    private void flush() {
        while (flusher.isWanted()) {
            if (!outbox.flush()) {
                flusher.pause(PAUSE);
            }
        }
    }

    @Override
    public void stopRelay() throws InterruptedException {
        flusher.stop();
    }

    @Override
    public void checkRelay() {
        flusher.check();
    }

    @Override
    public long waiting() throws SQLException {
        return place.count("txno_outbox");
    }

    @Override
    public void close() throws Exception {
        stopRelay();
        threads.shutdown();
        threads.awaitTermination(1, TimeUnit.MINUTES);
        sender.close();
        source.close();
    }
}

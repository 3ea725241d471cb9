package io.outboxed.benchmark.contestant;

import io.outboxed.Envelope;
import io.outboxed.Outbox;
import io.outboxed.OutboxConfig;
import io.outboxed.Outboxed;
import io.outboxed.it.onejvm.Broker;
import io.outboxed.it.onejvm.Server;
import io.outboxed.it.onejvm.TransactionContext;
import io.outboxed.it.onejvm.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a publication costs in the application's own thread until the flush: interceptor, id, serialization and the entry in the
 * persistence context, beside what {@code persist} of an order costs. A hundred in each transaction, which is rolled back, so that the
 * database has no part in it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
public class PublishPathBenchmark {
    private static final int PER_TRANSACTION = 100;
    private static final String QUEUE = "orders";

    /** What is sent as JSON. */
    public record OrderPlaced(long order, int customer, int number, String note) {}

    /** The application. */
    @ApplicationScoped
    public static class OrderService {
        @Outboxed(destination = QUEUE, type = "OrderPlaced")
        public OrderPlaced place(OrderPlaced order) {
            return order;
        }
    }

    private final OrderPlaced event = new OrderPlaced(1, 2, 3, "x".repeat(450));
    private final String text = new Order(1, 2, 3, 500).message();
    private Postgres postgres;
    private Broker broker;
    private JtaResources resources;
    private Server server;
    private EntityManager em;
    private Outbox outbox;
    private OrderService service;

    @Setup
    public void open() throws Exception {
        postgres = new Postgres(Files.createTempDirectory("publish-path"));
        broker = new Broker("publish-path");
        Place place = new Place(postgres, broker, "publish_path", true);
        postgres.empty(place.name());
        OutboxedShop.createTables(place);
        resources = new JtaResources(place, OutboxedShop.HIBERNATE);
        server = new Server(
                OutboxConfig.builder().persistenceUnit(OutboxedShop.HIBERNATE).build(),
                resources.unit(),
                Map.of(Server.FACTORY, resources.connections()),
                OrderService.class);
        em = TransactionContext.of(resources.unit());
        outbox = server.get(Outbox.class);
        service = server.get(OrderService.class);
    }

    @TearDown
    public void close() throws Exception {
        server.close();
        resources.close();
        broker.close();
        postgres.close();
    }

    /** The yardstick. */
    @Benchmark
    @OperationsPerInvocation(PER_TRANSACTION)
    public Object persist() throws Exception {
        long[] id = {0};
        return rolledBack(() -> {
            Order order = new Order(++id[0], 2, 3, 0);
            em.persist(order);
            return order;
        });
    }

    @Benchmark
    @OperationsPerInvocation(PER_TRANSACTION)
    public Object publishText() throws Exception {
        return rolledBack(() -> outbox.publish(
                Envelope.of(text).type("OrderPlaced").to(QUEUE).key("c2").build()));
    }

    @Benchmark
    @OperationsPerInvocation(PER_TRANSACTION)
    public Object publishObject() throws Exception {
        return rolledBack(() -> outbox.publish(
                Envelope.of(event).type("OrderPlaced").to(QUEUE).key("c2").build()));
    }

    @Benchmark
    @OperationsPerInvocation(PER_TRANSACTION)
    public Object callAnnotatedMethod() throws Exception {
        return rolledBack(() -> service.place(event));
    }

    private static Object rolledBack(Callable<?> call) throws Exception {
        Object last = null;
        Transactions.manager().begin();
        try {
            for (int i = 0; i < PER_TRANSACTION; i++) {
                last = call.call();
            }
        } finally {
            Transactions.manager().rollback();
        }
        return last;
    }
}

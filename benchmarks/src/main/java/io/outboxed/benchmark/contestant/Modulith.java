package io.outboxed.benchmark.contestant;

import jakarta.jms.JMSException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskExecutor;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.modulith.events.core.EventSerializer;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.event.TransactionalEventListener;

/** Spring Modulith's event publication registry: a listener is called after the commit; what waits is submitted again. */
final class Modulith implements Contestant {
    /** What is configured where this peer is on the class path; its class is not public. */
    static final String STORE = "org.springframework.modulith.events.jdbc.JdbcEventPublicationAutoConfiguration";

    private static final int THREADS = 8;
    private static final int QUEUED = 8192;

    private final Place place;
    private final SpringShop shop;
    private final ApplicationEventPublisher events;
    private final Workers workers;
    private Thread resubmission;

    /** The event, and what is stored of it. */
    record OrderPlaced(String key, String text) {
        String line() {
            return key + " " + text;
        }

        static OrderPlaced parse(String line) {
            int end = line.indexOf(' ');
            return new OrderPlaced(line.substring(0, end), line.substring(end + 1));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Relay {
        @Bean
        EventSerializer serializer() {
            return new EventSerializer() {
                @Override
                public Object serialize(Object event) {
                    return ((OrderPlaced) event).line();
                }

                @Override
                public <T> T deserialize(Object stored, Class<T> type) {
                    return type.cast(OrderPlaced.parse((String) stored));
                }
            };
        }

        @Bean
        Workers workers() {
            return new Workers();
        }

        @Bean
        Listener listener(QueueSender sender) {
            return new Listener(sender);
        }
    }

    /** Spring makes a subclass of it. */
    static class Listener {
        private final QueueSender sender;

        Listener(QueueSender sender) {
            this.sender = sender;
        }

        @Async
        @TransactionalEventListener
        void on(OrderPlaced event) {
            sender.send(event.key, event.text);
        }
    }

    /** Threads that call listeners; while the relay is off, their calls are lost as in a crash. */
    static final class Workers implements TaskExecutor, AutoCloseable {
        private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(QUEUED),
                new ThreadPoolExecutor.CallerRunsPolicy());
        private volatile boolean running;

        @Override
        public void execute(Runnable task) {
            if (running) {
                threads.execute(task);
            }
        }

        @Override
        public void close() throws InterruptedException {
            running = false;
            threads.shutdown();
            threads.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    Modulith(Place place) throws SQLException, JMSException {
        this.place = place;
        shop = new SpringShop(
                place,
                Relay.class,
                "namastack.outbox.enabled=false",
                "spring.modulith.events.completion-mode=delete",
                "spring.modulith.events.jdbc.use-legacy-structure=false",
                "spring.modulith.events.jdbc.schema-initialization.enabled=true");
        events = shop.events();
        workers = shop.bean(Workers.class);
    }

    @Override
    public void place(List<Order> orders) {
        shop.place(orders, order -> events.publishEvent(new OrderPlaced(order.key(), order.message())));
    }

    @Override
    public void startRelay() {
        workers.running = true;
        IncompleteEventPublications incomplete = shop.bean(IncompleteEventPublications.class);
        resubmission =
                new Thread(() -> incomplete.resubmitIncompletePublications(event -> true), "modulith-resubmission");
        resubmission.start();
    }

    @Override
    public void stopRelay() throws InterruptedException {
        if (resubmission != null) {
            resubmission.join();
            resubmission = null;
        }
        workers.running = false;
    }

    @Override
    public long waiting() throws SQLException {
        return place.count("event_publication");
    }

    @Override
    public void close() throws Exception {
        stopRelay();
        shop.close();
    }
}

package io.outboxed.benchmark.contestant;

import io.namastack.outbox.Outbox;
import io.namastack.outbox.OutboxPayloadSerializer;
import io.namastack.outbox.OutboxProcessingScheduler;
import io.namastack.outbox.handler.OutboxRecordMetadata;
import io.namastack.outbox.handler.OutboxTypedHandler;
import jakarta.jms.JMSException;
import java.sql.SQLException;
import java.util.List;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.config.EventPublicationAutoConfiguration;

/** Namastack Outbox: a record for each message; those of one key one after the other. */
final class Namastack implements Contestant {
    private final Place place;
    private final SpringShop shop;
    private final Outbox outbox;
    private final OutboxProcessingScheduler scheduler;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = EventPublicationAutoConfiguration.class, excludeName = Modulith.STORE)
    static class Relay {
        /** The message is text already. */
        @Bean
        OutboxPayloadSerializer payloads() {
            return new OutboxPayloadSerializer() {
                @Override
                public String serialize(Object payload) {
                    return (String) payload;
                }

                @Override
                public <T> T deserialize(String payload, Class<T> type) {
                    return type.cast(payload);
                }
            };
        }

        @Bean
        Handler handler(QueueSender sender) {
            return new Handler(sender);
        }
    }

    /** What is called for each message. */
    record Handler(QueueSender sender) implements OutboxTypedHandler<String> {
        @Override
        public void handle(String text, OutboxRecordMetadata metadata) {
            sender.send(metadata.getKey(), text);
        }
    }

    Namastack(Place place) throws SQLException, JMSException {
        this.place = place;
        shop = new SpringShop(
                place,
                Relay.class,
                "namastack.outbox.polling.batch-size=500",
                "namastack.outbox.polling.fixed.interval=20ms",
                "namastack.outbox.processing.delete-completed-records=true",
                "namastack.outbox.processing.executor-core-pool-size=8",
                "namastack.outbox.processing.executor-max-pool-size=8",
                "namastack.outbox.jdbc.schema-initialization.enabled=true");
        outbox = shop.bean(Outbox.class);
        scheduler = shop.bean(OutboxProcessingScheduler.class);
        scheduler.stop();
    }

    @Override
    public void place(List<Order> orders) {
        shop.place(orders, order -> outbox.schedule(order.message(), order.key()));
    }

    @Override
    public void startRelay() {
        scheduler.start();
    }

    @Override
    public void stopRelay() {
        scheduler.stop();
    }

    @Override
    public long waiting() throws SQLException {
        return place.count("outbox_record");
    }

    @Override
    public void close() throws JMSException {
        shop.close();
    }
}

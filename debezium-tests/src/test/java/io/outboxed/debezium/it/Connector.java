package io.outboxed.debezium.it;

import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;

/**
 * Debezium's engine in the place of Kafka Connect: keeps what would be handed to Kafka's producer, after transforms and converters. Several
 * lives of one connector share offsets and messages.
 */
final class Connector implements AutoCloseable {

    /** A record of a topic. */
    record Message(String topic, String key, byte[] value, Map<String, String> headers, Long time) {
        String text() {
            return new String(value, StandardCharsets.UTF_8);
        }

        String id() {
            return headers.get("outbox_id");
        }
    }

    private final Properties settings;
    private final Converter keys;
    private final Converter values;
    private final HeaderConverter headers;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private volatile int crashAt = Integer.MAX_VALUE;
    private DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine;
    private Thread thread;
    private CountDownLatch ended;

    Connector(Properties settings) {
        this.settings = settings;
        keys = converter("key.converter", true);
        values = converter("value.converter", false);
        headers = create("header.converter", HeaderConverter.class);
    }

    private Converter converter(String name, boolean isKey) {
        Converter converter = create(name, Converter.class);
        Map<String, String> own = new HashMap<>();
        settings.stringPropertyNames().stream()
                .filter(each -> each.startsWith(name + "."))
                .forEach(each -> own.put(each.substring(name.length() + 1), settings.getProperty(each)));
        converter.configure(own, isKey);
        return converter;
    }

    private <T> T create(String name, Class<T> type) {
        try {
            return Class.forName(settings.getProperty(name))
                    .asSubclass(type)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name, e);
        }
    }

    /** Takes up where the last life has ended. */
    Connector start() {
        ended = new CountDownLatch(1);
        engine = DebeziumEngine.create(Connect.class)
                .using(settings)
                .using((success, message, error) -> ended.countDown())
                .notifying(this::take)
                .build();
        thread = new Thread(engine, "connector");
        thread.start();
        return this;
    }

    private void take(
            List<ChangeEvent<SourceRecord, SourceRecord>> changes,
            DebeziumEngine.RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
            throws InterruptedException {
        for (var change : changes) {
            SourceRecord record = change.value();
            Message message = message(record);
            if (message.id() != null) { // else a heartbeat
                messages.add(message);
            }
            if (messages.size() >= crashAt) {
                crashAt = Integer.MAX_VALUE;
                throw new IllegalStateException(
                        "The connector dies after the producer has sent, and before the offset is stored");
            }
        }
        for (var change : changes) {
            committer.markProcessed(change);
        }
        committer.markBatchFinished();
    }

    private Message message(SourceRecord record) {
        String topic = record.topic();
        byte[] key = keys.fromConnectData(topic, record.keySchema(), record.key());
        Map<String, String> texts = new LinkedHashMap<>();
        record.headers().forEach(header -> {
            byte[] value = headers.fromConnectHeader(topic, header.key(), header.schema(), header.value());
            texts.put(header.key(), value == null ? null : new String(value, StandardCharsets.UTF_8));
        });
        return new Message(
                topic,
                key == null ? null : new String(key, StandardCharsets.UTF_8),
                values.fromConnectData(topic, record.valueSchema(), record.value()),
                texts,
                record.timestamp());
    }

    /** In the order in which they came. */
    List<Message> messages() {
        return List.copyOf(messages);
    }

    int count() {
        return messages.size();
    }

    List<Message> messages(String topic) {
        List<Message> found = new ArrayList<>(messages);
        found.removeIf(message -> !message.topic().equals(topic));
        return found;
    }

    /** Dies when it has given so many messages, since the beginning; it does not remember having given the last ones. */
    void crashAt(int count) {
        crashAt = count;
    }

    /** Waits until it has died. */
    void awaitEnd() throws InterruptedException {
        if (!ended.await(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("The connector still runs");
        }
        thread.join();
        engine = null;
    }

    /** Ends this life, as a restart of Kafka Connect does. */
    @Override
    public void close() throws IOException, InterruptedException {
        if (engine != null) {
            engine.close();
            thread.join();
            engine = null;
        }
    }
}

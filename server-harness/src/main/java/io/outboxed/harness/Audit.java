package io.outboxed.harness;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * Everything the broker has accepted for the shop's queues, in that order. It depends on no node: the shop's own consumers run on
 * nodes that are killed and frozen, and their order is not the relay's.
 */
public final class Audit implements AutoCloseable {

    /** A message as the broker accepted it; {@code source} is the node that sent it. */
    public record Sent(String type, String id, String key, String source, long order) {

        /**
         * Its place among those of its type and key. Orders are placed in turn, so their numbers tell. They are shipped as the broker
         * hands them to consumers, and when a consumer's connection dies, Artemis may hand a later message of a group to the next
         * consumer before the dead one's come back, so there it is the time of publishing, in milliseconds, which a UUIDv7 holds.
         */
        private long place() {
            return type.equals("OrderPlaced") ? order : UUID.fromString(id).getMostSignificantBits() >>> 16;
        }
    }

    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final Connection connection;

    /** Begins to listen. */
    public Audit(Broker broker) throws JMSException {
        connection = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + broker.port()).createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        session.createConsumer(session.createQueue(Artemis.AUDIT)).setMessageListener(this::add);
        connection.start();
    }

    private void add(Message message) {
        try (JsonReader reader = Json.createReader(new StringReader(message.getBody(String.class)))) {
            sent.add(new Sent(
                    message.getJMSType(),
                    message.getStringProperty("outbox_id"),
                    message.getStringProperty("outbox_key"),
                    message.getStringProperty("outbox_source"),
                    reader.readObject().getJsonNumber("orderId").longValueExact()));
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many sendings there have been. */
    public int size() {
        return sent.size();
    }

    /** How many of the sendings after the first {@code from} were a node's. */
    public long sentBy(String node, int from) {
        return sent.stream().skip(from).filter(one -> one.source().equals(node)).count();
    }

    /** How many messages of a type there are, whatever the number of their sendings. */
    public long distinct(String type) {
        return sent.stream()
                .filter(one -> one.type().equals(type))
                .map(Sent::id)
                .distinct()
                .count();
    }

    /** The sendings after the first {@code from} whose id had been sent before. */
    public List<Sent> repeated(int from) {
        Set<String> ids = new HashSet<>();
        List<Sent> repeated = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            if (!ids.add(sent.get(i).id()) && i >= from) {
                repeated.add(sent.get(i));
            }
        }
        return repeated;
    }

    /** Orders that were announced under more than one id. */
    public List<Sent> underAnotherId() {
        Map<String, String> ids = new HashMap<>();
        return sent.stream()
                .filter(one -> !ids.computeIfAbsent(one.type() + one.order(), n -> one.id())
                        .equals(one.id()))
                .toList();
    }

    /** A first sending that came after the first sending of a message of its type and key that was published later. */
    public record Overtaken(Sent late, Sent by) {}

    /** In the order of their sendings. */
    public List<Overtaken> overtaken() {
        Set<String> ids = new HashSet<>();
        Map<String, Sent> latest = new HashMap<>();
        List<Overtaken> overtaken = new ArrayList<>();
        for (Sent one : sent) {
            if (!ids.add(one.id())) {
                continue;
            }
            Sent first = latest.merge(one.type() + one.key(), one, (a, b) -> a.place() > b.place() ? a : b);
            if (one.place() < first.place()) {
                overtaken.add(new Overtaken(one, first));
            }
        }
        return overtaken;
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}

package io.outboxed.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.Envelope;
import io.outboxed.Outbox;
import io.outboxed.OutboxConfig;
import io.outboxed.OutboxConfig.JmsMode;
import io.outboxed.admin.DeadLetter;
import io.outboxed.admin.DeadLetters;
import io.outboxed.admin.EntryFilter;
import io.outboxed.formats.PayloadKeys;
import io.outboxed.it.onejvm.OneJvm;
import io.outboxed.it.onejvm.Server;
import io.outboxed.spi.Payload;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.Message;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Payloads that are unreadable where they are stored, with a real database and a real broker. */
class EncryptionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final EntryFilter ALL = EntryFilter.all();

    /** Keys that a test takes away. */
    @ApplicationScoped
    static class Keys implements PayloadKeys {
        static final Map<String, SecretKey> ALL = new ConcurrentHashMap<>();
        static volatile String current;

        static void add(String id) {
            byte[] key = new byte[32];
            System.arraycopy(id.getBytes(StandardCharsets.UTF_8), 0, key, 0, id.length());
            ALL.put(id, new SecretKeySpec(key, "AES"));
            current = id;
        }

        @Override
        public Optional<String> current() {
            return Optional.of(current);
        }

        @Override
        public Optional<SecretKey> key(String id) {
            return Optional.ofNullable(ALL.get(id));
        }
    }

    @BeforeEach
    void addKey() {
        Keys.ALL.clear();
        Keys.add("2026-11");
    }

    private static OneJvm server(UnaryOperator<OutboxConfig.Builder> more) throws Exception {
        return new OneJvm(
                settings -> more.apply(settings.retry(
                        retry -> retry.withInitial(Duration.ofMillis(1)).withMaxAttempts(2))),
                Operator.class,
                Keys.class);
    }

    /** As a start does. */
    private static void createTables(OneJvm server) {
        server.startRelay();
        server.stopRelay();
    }

    private static String publish(OneJvm server, String destination, String key, String text) throws Exception {
        Outbox outbox = server.get(Outbox.class);
        return server.inTransaction(() -> outbox.publish(Envelope.of(text)
                .to(destination)
                .key(key)
                .header("tenant", "acme")
                .build()));
    }

    private static DeadLetters deadLetters(OneJvm server) {
        return server.get(Operator.class).deadLetters();
    }

    private static void await(OneJvm server, String queue, int count) {
        Awaitility.await().atMost(PATIENCE).until(() -> server.broker().count(queue) == count);
    }

    @ParameterizedTest
    @EnumSource(names = {"JTA", "SESSION", "XA"})
    void table_holds_no_plain_text_and_the_consumer_gets_nothing_else(JmsMode mode) throws Exception {
        try (OneJvm server = server(settings -> settings.jmsMode(mode)
                .connectionFactory(mode == JmsMode.SESSION ? Server.PLAIN_FACTORY : Server.FACTORY))) {
            createTables(server);
            String id = publish(server, "orders", "k", "card 4711");
            Keys.add("2026-12");
            publish(server, "orders", "k", "card 4712");

            List<Object[]> rows = server.inTransaction(() ->
                    server.rows("select payload_text, payload_bytes, headers from outbox_entry order by position"));
            assertThat(rows).hasSize(2).allSatisfy(row -> {
                assertThat(row[0]).isNull();
                assertThat(latin1(row[1])).doesNotContain("card", "471");
            });
            assertThat(rows.get(0)[2].toString()).contains("2026-11");
            assertThat(rows.get(1)[2].toString()).contains("2026-12");

            server.startRelay();
            await(server, "orders", 2);
            List<Message> messages = server.broker().receiveAll("orders");
            assertThat(messages.get(0).getBody(String.class)).isEqualTo("card 4711");
            assertThat(messages.get(1).getBody(String.class)).isEqualTo("card 4712");
            assertThat(messages.get(0).getStringProperty("outbox_id")).isEqualTo(id);
            assertThat(messages.get(0).getStringProperty("tenant")).isEqualTo("acme");
            assertThat(messages.get(0).propertyExists("outbox_stored_encryption"))
                    .isFalse();
        }
    }

    private static String latin1(Object bytes) throws Exception {
        byte[] all = bytes instanceof Blob blob ? blob.getBytes(1, (int) blob.length()) : (byte[]) bytes;
        return new String(all, StandardCharsets.ISO_8859_1);
    }

    @Test
    void dead_letter_stays_encrypted_and_is_sent_readable_when_it_is_redriven() throws Exception {
        try (OneJvm server = server(settings -> settings)) {
            server.startRelay();
            String id = publish(server, "closed.door", "k", "card 4711");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> deadLetters(server).count(ALL).value() == 1);

            Payload stored = deadLetters(server).content(id).orElseThrow().payload();
            assertThat(latin1(((Payload.Binary) stored).bytes())).doesNotContain("4711");

            server.broker().createQueue("closed.door");
            deadLetters(server).redrive(id);
            await(server, "closed.door", 1);
            assertThat(server.texts("closed.door")).containsExactly("card 4711");
        }
    }

    @Test
    void missing_key_fails_its_entries_alone_and_loses_nothing() throws Exception {
        try (OneJvm server = server(settings -> settings)) {
            createTables(server);
            publish(server, "orders", "a", "a1");
            Keys.add("2026-12");
            publish(server, "orders", "a", "a2");
            publish(server, "orders", "b", "b1");
            SecretKey lost = Keys.ALL.remove("2026-11");
            server.startRelay();
            await(server, "orders", 2);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> deadLetters(server).count(ALL).value() == 1);
            DeadLetter letter = deadLetters(server).find(ALL, 1).entries().get(0);
            assertThat(letter.error()).contains("OUTBOX-8101", "2026-11");
            assertThat(letter.attempts()).isEqualTo(2);

            Keys.ALL.put("2026-11", lost);
            deadLetters(server).redrive(letter.id());
            await(server, "orders", 3);
            assertThat(server.texts("orders")).containsExactlyInAnyOrder("a1", "a2", "b1");
        }
    }

    @Test
    void row_that_was_changed_is_never_sent() throws Exception {
        try (OneJvm server = server(settings -> settings)) {
            createTables(server);
            publish(server, "orders", "a", "a1");
            publish(server, "orders", "b", "b1");
            // one payload in another's place
            server.inTransaction(() -> {
                List<Object[]> rows = server.rows("select payload_bytes, headers from outbox_entry order by position");
                return server.persistence()
                        .entityManager()
                        .createNativeQuery("update outbox_entry set payload_bytes = ?1 where msg_key = 'b'")
                        .setParameter(1, bytes(rows.get(0)[0]))
                        .executeUpdate();
            });
            server.startRelay();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> deadLetters(server).count(ALL).value() == 1);

            assertThat(deadLetters(server).find(ALL, 1).entries().get(0).error())
                    .contains("OUTBOX-8102");
            assertThat(server.texts("orders")).containsExactly("a1");
        }
    }

    private static byte[] bytes(Object value) throws Exception {
        return latin1(value).getBytes(StandardCharsets.ISO_8859_1);
    }
}

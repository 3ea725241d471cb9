package io.outboxed.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.Envelope;
import io.outboxed.Outbox;
import io.outboxed.PublishException;
import io.outboxed.admin.Relay;
import io.outboxed.it.onejvm.OneJvm;
import io.outboxed.it.onejvm.Server;
import io.outboxed.spi.StoreStatus;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a message holds, it arrives as it was, or its publication is refused and nothing is stored. */
class HostileInputIT {
    private static final int MEBI = 1024 * 1024;

    /** What each database can have at most (OUTBOX-5007), but for PostgreSQL, which could have more. */
    private static final int LARGEST = switch (System.getProperty("it.database", "h2")) {
        case "postgresql" -> 50 * MEBI;
        case "mariadb" -> 7 * MEBI;
        default -> MEBI;
    };

    private static final String SQL = "'; delete from outbox_lane; --";
    private static final String JNDI = "${jndi:ldap://127.0.0.1:1/x}";

    private OneJvm server;

    @BeforeEach
    void start() throws Exception {
        server = new OneJvm(settings -> settings.payloadMaxBytes(LARGEST)
                .retry(retry -> retry.withInitial(Duration.ofMillis(1))
                        .withMax(Duration.ofMillis(5))
                        .withMaxAttempts(2)));
        server.startRelay();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private void publish(Envelope envelope) throws Exception {
        Outbox outbox = server.get(Outbox.class);
        server.inTransaction(() -> outbox.publish(envelope));
    }

    private StoreStatus status() {
        return server.get(Relay.class).status().store();
    }

    private Message received(String queue) throws Exception {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> server.broker().count(queue) == 1);
        return server.broker().receiveAll(queue).get(0);
    }

    /** A large message can be read only as long as its session is open. */
    private <T> T receivedBody(String queue, Class<T> type) throws Exception {
        try (Connection connection = server.broker().plain().createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            return session.createConsumer(session.createQueue(queue))
                    .receive(60_000)
                    .getBody(type);
        }
    }

    /** Some code points of each of the 17 planes, none of which is half a pair. */
    private static String ofEveryPlane() {
        return IntStream.rangeClosed(0, 16)
                .flatMap(plane -> IntStream.of(0x41, 0xE9, 0x3042, 0xFFFD).map(point -> (plane << 16) + point))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String controlCharacters() {
        return IntStream.rangeClosed(0x01, 0x9F)
                .filter(Character::isISOControl)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void text_of_every_plane_and_all_control_characters_arrive_in_payload_key_type_and_header() throws Exception {
        String text = ofEveryPlane() + controlCharacters() + "\"\\'<&>%" + SQL + JNDI;
        String name = "k" + controlCharacters() + "\"\\'" + SQL + JNDI + "\uD83D\uDE00";

        publish(Envelope.of(text)
                .to("hostile")
                .key(name)
                .type(name)
                .correlationId(name)
                .header("hostile", text)
                .build());

        Message message = received("hostile");
        assertThat(message.getBody(String.class)).isEqualTo(text);
        assertThat(message.getStringProperty("outbox_key")).isEqualTo(name);
        assertThat(message.getStringProperty("JMSXGroupID")).isEqualTo(name);
        assertThat(message.getJMSType()).isEqualTo(name);
        assertThat(message.getJMSCorrelationID()).isEqualTo(name);
        assertThat(message.getStringProperty("hostile")).isEqualTo(text);
        assertThat(status().ready()).isZero();
    }

    static IntStream sizes() {
        return IntStream.of(0, 1, 4_000, LARGEST);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void bytes_of_any_size_arrive(int size) throws Exception {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);

        publish(Envelope.of(bytes).to("bytes").build());

        assertThat(receivedBody("bytes", byte[].class)).isEqualTo(size == 0 ? null : bytes);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void text_of_any_size_arrives(int size) throws Exception {
        String text = "é".repeat(size / 2); // two bytes each

        publish(Envelope.of(text).to("text").build());

        assertThat(receivedBody("text", String.class)).isEqualTo(text);
    }

    @Test
    void payload_that_is_too_large_is_refused() {
        assertThatThrownBy(() ->
                        publish(Envelope.of(new byte[LARGEST + 1]).to("bytes").build()))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("OUTBOX-2010");
        assertThat(status().ready()).isZero();
    }

    /** What is no name in JNDI form is a queue's name, whatever it looks like. */
    @ParameterizedTest
    @ValueSource(
            strings = {"ldap://127.0.0.1:1/x", "rmi://127.0.0.1:1/x", JNDI, SQL, "../../etc/passwd", "a b", "Ωmega"})
    void destination_from_data_is_never_looked_up(String destination) throws Exception {
        publish(Envelope.of("x").to(destination).build());

        assertThat(received(destination).getBody(String.class)).isEqualTo("x");
    }

    @Test
    void jndi_name_that_leads_nowhere_or_to_something_else_is_a_dead_letter() throws Exception {
        publish(Envelope.of("x").to("java:/nowhere").build());
        publish(Envelope.of("x").to(Server.FACTORY).build());

        Awaitility.await().until(() -> status().dead() == 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "1a", "a-b", "a.b\u0000", "NOT", "a'b", "\uD83D\uDE00", "JMSType", "JMSXGroupID"
            })
    void header_name_that_no_broker_has_to_take_is_refused(String name) {
        assertThatThrownBy(
                        () -> publish(Envelope.of("x").to("q").header(name, "v").build()))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("OUTBOX-");
        assertThat(status().ready()).isZero();
    }

    /** PostgreSQL refuses the first two at the commit, and changes the others without a word. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0000b", "\uD800", "a\uDC00b", "\uDC00\uD800"})
    void text_that_not_every_database_can_store_is_refused_at_the_call(String text) {
        String bad = "x" + text;
        for (Envelope envelope : List.of(
                Envelope.of(text).to("q").build(),
                Envelope.of("x").to(bad).build(),
                Envelope.of("x").to("q").key(bad).build(),
                Envelope.of("x").to("q").type(bad).build(),
                Envelope.of("x").to("q").correlationId(bad).build(),
                Envelope.of("x").to("q").contentType(bad).build(),
                Envelope.of("x").to("q").header("h", text).build())) {
            assertThatThrownBy(() -> publish(envelope))
                    .isInstanceOf(PublishException.class)
                    .hasMessageContaining("OUTBOX-2016");
        }
        assertThat(status().ready()).isZero();
    }
}

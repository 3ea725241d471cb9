package io.outboxed.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.Envelope;
import io.outboxed.Outbox;
import io.outboxed.OutboxConfig;
import io.outboxed.OutboxConfig.JmsMode;
import io.outboxed.RetrySettings.OnDead;
import io.outboxed.admin.ChangeResult;
import io.outboxed.admin.Count;
import io.outboxed.admin.DeadLetter;
import io.outboxed.admin.DeadLettered;
import io.outboxed.admin.DeadLetters;
import io.outboxed.admin.EntryContent;
import io.outboxed.admin.EntryFilter;
import io.outboxed.admin.EntryPage;
import io.outboxed.it.onejvm.LogLines;
import io.outboxed.it.onejvm.OneJvm;
import io.outboxed.it.onejvm.Server;
import io.outboxed.spi.Payload;
import io.outboxed.spi.StoreStatus;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an application's operators do with dead letters, from the refusal by a real broker to the delivery by it. */
class DeadLettersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final EntryFilter ALL = EntryFilter.all();

    private static OneJvm server(UnaryOperator<OutboxConfig.Builder> more) throws Exception {
        OneJvm server = new OneJvm(
                settings -> more.apply(settings.retry(
                        retry -> retry.withInitial(Duration.ofMillis(1)).withMaxAttempts(2))),
                Operator.class);
        server.startRelay();
        return server;
    }

    private static String publish(OneJvm server, String destination, String text) throws Exception {
        Outbox outbox = server.get(Outbox.class);
        return server.inTransaction(() -> outbox.publish(Envelope.of(text)
                .to(destination)
                .type("Secret")
                .key("k")
                .header("tenant", "header-value")
                .build()));
    }

    private static Operator operator(OneJvm server) {
        return server.get(Operator.class);
    }

    private static DeadLetters deadLetters(OneJvm server) {
        return operator(server).deadLetters();
    }

    private static StoreStatus status(OneJvm server) {
        return operator(server).relay().status().store();
    }

    private static void awaitDead(OneJvm server, int count) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> deadLetters(server).count(ALL).value() == count);
        Awaitility.await().atMost(PATIENCE).until(() -> status(server).ready() == 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"JTA", "SESSION"})
    void dead_letter_is_announced_found_and_redriven_with_its_id_and_content(JmsMode mode) throws Exception {
        try (OneJvm server = server(settings -> settings.jmsMode(mode)
                .connectionFactory(mode == JmsMode.JTA ? Server.FACTORY : Server.PLAIN_FACTORY))) {
            String id = publish(server, "closed.door", "payload-text");
            awaitDead(server, 1);
            Awaitility.await().until(() -> !operator(server).heard().isEmpty());

            DeadLettered heard = operator(server).heard().get(0);
            assertThat(heard)
                    .extracting(
                            DeadLettered::id,
                            DeadLettered::destination,
                            DeadLettered::type,
                            DeadLettered::key,
                            DeadLettered::attempts,
                            DeadLettered::holdsKey)
                    .containsExactly(id, "closed.door", "Secret", "k", 2, false);
            DeadLetter letter = deadLetters(server)
                    .find(ALL.withErrorContaining("OUTBOX-4003"), 10)
                    .entries()
                    .get(0);
            assertThat(letter.id()).isEqualTo(id);
            assertThat(letter.error()).isEqualTo(heard.error());
            assertThat(letter.headerNames()).isEqualTo(Set.of("tenant"));
            assertThat(letter.toString()).doesNotContain("payload-text", "header-value");
            EntryContent content = deadLetters(server).content(id).orElseThrow();
            assertThat(((Payload.Text) content.payload()).text()).isEqualTo("payload-text");
            assertThat(content.headers()).isEqualTo(Map.of("tenant", "header-value"));
            assertThat(content.toString()).doesNotContain("payload-text", "header-value");

            server.broker().createQueue("closed.door");
            assertThat(deadLetters(server).redrive(id)).isEqualTo(new ChangeResult(1, 0, 0));
            Awaitility.await().atMost(PATIENCE).until(() -> server.broker().count("closed.door") == 1);

            Message message = server.broker().receiveAll("closed.door").get(0);
            assertThat(message.getStringProperty("outbox_id")).isEqualTo(id);
            assertThat(message.getBody(String.class)).isEqualTo("payload-text");
            assertThat(message.getStringProperty("tenant")).isEqualTo("header-value");
            assertThat(deadLetters(server).count(ALL)).isEqualTo(Count.ZERO);
            assertThat(deadLetters(server).content(id)).isEmpty();
        }
    }

    @Test
    void redriven_one_is_sent_long_before_the_timer() throws Exception {
        try (OneJvm server =
                server(settings -> settings.busyInterval(Duration.ofMinutes(30)).idleInterval(Duration.ofHours(1)))) {
            publish(server, "closed.door", "x");
            // the second attempt comes by itself
            awaitDead(server, 1);
            server.broker().createQueue("closed.door");

            deadLetters(server).redriveAll(ALL);

            Awaitility.await().atMost(PATIENCE).until(() -> server.broker().count("closed.door") == 1);
        }
    }

    @Test
    void key_that_a_dead_letter_holds_goes_on_in_order_after_the_redrive() throws Exception {
        try (OneJvm server = server(settings -> settings.retry(retry -> retry.withOnDead(OnDead.HOLD)))) {
            String id = publish(server, "closed.door", "a1");
            publish(server, "orders", "a2");
            publish(server, "orders", "a3");
            awaitDead(server, 1);
            Awaitility.await().atMost(PATIENCE).until(() -> status(server).waiting() == 2);
            assertThat(server.broker().count("orders")).isZero();
            assertThat(deadLetters(server).find(ALL, 1).entries().get(0).holdsKey())
                    .isTrue();

            server.broker().createQueue("closed.door");
            deadLetters(server).redrive(id);
            Awaitility.await().atMost(PATIENCE).until(() -> server.broker().count("orders") == 2);

            assertThat(server.texts("closed.door")).containsExactly("a1");
            assertThat(server.texts("orders")).containsExactly("a2", "a3");
            Awaitility.await().atMost(PATIENCE).until(() -> status(server).waiting() == 0);
        }
    }

    @Test
    void key_that_a_dead_letter_holds_goes_on_after_it_was_discarded() throws Exception {
        try (OneJvm server = server(settings -> settings.retry(retry -> retry.withOnDead(OnDead.HOLD)))) {
            String id = publish(server, "closed.door", "a1");
            publish(server, "orders", "a2");
            awaitDead(server, 1);

            assertThat(deadLetters(server).discard(id)).isEqualTo(new ChangeResult(1, 0, 0));
            Awaitility.await().atMost(PATIENCE).until(() -> server.broker().count("orders") == 1);

            assertThat(deadLetters(server).discard(id)).isEqualTo(new ChangeResult(0, 1, 0));
        }
    }

    @Test
    void what_was_redriven_stays_so_when_the_callers_transaction_rolls_back() throws Exception {
        try (OneJvm server = server(settings -> settings)) {
            publish(server, "closed.door", "x");
            awaitDead(server, 1);
            server.broker().createQueue("closed.door");

            assertThatThrownBy(() -> operator(server).redriveAllAndFail()).hasMessageContaining("own transaction");

            Awaitility.await().atMost(PATIENCE).until(() -> server.broker().count("closed.door") == 1);
        }
    }

    @Test
    void pages_follow_each_other_and_bad_questions_are_refused() throws Exception {
        try (OneJvm server = server(settings -> settings)) {
            for (int i = 0; i < 5; i++) {
                publish(server, "closed.door", "x" + i);
            }
            awaitDead(server, 5);

            EntryPage<DeadLetter> first = deadLetters(server).find(ALL, 2);
            EntryPage<DeadLetter> second =
                    deadLetters(server).find(ALL, 2, first.next().orElseThrow());
            EntryPage<DeadLetter> third =
                    deadLetters(server).find(ALL, 2, second.next().orElseThrow());

            assertThat(third.next()).isEmpty();
            assertThat(List.of(first, second, third))
                    .flatExtracting(EntryPage::entries)
                    .extracting(DeadLetter::id)
                    .hasSize(5)
                    .doesNotHaveDuplicates();
            assertThat(deadLetters(server).find(ALL, 5).next()).isEmpty();
            assertThat(deadLetters(server).find(ALL, 1_000, "").entries()).hasSize(5);
            for (int max : new int[] {0, 1_001}) {
                assertThatThrownBy(() -> deadLetters(server).find(ALL, max))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("1 to 1000");
            }
            assertThatThrownBy(() -> deadLetters(server).find(ALL, 1, "nonsense!"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("nonsense!");
        }
    }

    @Test
    void everything_done_is_told_in_the_log_with_the_callers_name_and_without_contents() throws Exception {
        try (OneJvm server = server(settings -> settings);
                LogLines log = new LogLines()) {
            String id = publish(server, "closed.door", "payload-text");
            publish(server, "closed.door", "payload-text");
            awaitDead(server, 2);

            deadLetters(server).content(id);
            deadLetters(server).discard(id);
            deadLetters(server).redriveAll(ALL.withDestination("closed.door").withType("Secret"));

            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line).contains("OUTBOX-3017", "ada", id))
                    .anySatisfy(line -> assertThat(line).contains("OUTBOX-3015", "ada", id, "1 discarded"))
                    .anySatisfy(line -> assertThat(line)
                            .contains("OUTBOX-3014", "ada", "destination closed.door, type Secret", "1 redriven"))
                    .noneSatisfy(line -> assertThat(line).contains("payload-text"))
                    .noneSatisfy(line -> assertThat(line).contains("header-value"))
                    .noneSatisfy(line -> assertThat(line).contains("\nOUTBOX-9999"));
        }
    }
}

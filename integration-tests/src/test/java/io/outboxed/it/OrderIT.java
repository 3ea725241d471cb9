package io.outboxed.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.Envelope;
import io.outboxed.Outbox;
import io.outboxed.OutboxConfig.JmsMode;
import io.outboxed.admin.Relay;
import io.outboxed.it.onejvm.OneJvm;
import io.outboxed.it.onejvm.Server;
import jakarta.jms.Message;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Order per key while many threads publish and several workers relay. */
class OrderIT {
    private static final int THREADS = 8;
    private static final int PER_THREAD = 150;
    private static final int KEYS = 10;

    @ParameterizedTest
    @CsvSource({"1, 1, JTA", "4, 2, JTA", "4, 2, SESSION"})
    void each_key_arrives_in_the_order_in_which_its_row_was_locked(int lanes, int workers, JmsMode mode)
            throws Exception {
        try (OneJvm server = new OneJvm(settings -> settings.lanes(lanes)
                .workers(workers)
                .jmsMode(mode)
                .batchSize(37)
                .connectionFactory(mode == JmsMode.JTA ? Server.FACTORY : Server.PLAIN_FACTORY))) {
            server.startRelay();
            EntityManager em = server.persistence().entityManager();
            server.inTransaction(() -> {
                for (int key = 0; key < KEYS; key++) {
                    em.persist(new Account(key, "ada", 0));
                }
                return null;
            });

            publishFromManyThreads(server, em);
            Relay relay = server.get(Relay.class);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> relay.status().store().ready() == 0);

            Map<String, List<Long>> byKey = new HashMap<>();
            Set<String> ids = new HashSet<>();
            for (Message message : server.broker().receiveAll("orders")) {
                ids.add(message.getStringProperty("outbox_id"));
                byKey.computeIfAbsent(message.getStringProperty("outbox_key"), key -> new ArrayList<>())
                        .add(Long.valueOf(message.getBody(String.class)));
            }
            assertThat(ids).hasSize(THREADS * PER_THREAD);
            assertThat(byKey).hasSize(KEYS);
            byKey.values().forEach(sequence -> {
                for (int i = 0; i < sequence.size(); i++) {
                    assertThat(sequence.get(i)).isEqualTo(i + 1);
                }
            });
        }
    }

    private static void publishFromManyThreads(OneJvm server, EntityManager em) throws Exception {
        Outbox outbox = server.get(Outbox.class);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> all = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            int first = t;
            all.add(threads.submit(() -> {
                for (int i = 0; i < PER_THREAD; i++) {
                    long key = (first + i) % KEYS;
                    server.inTransaction(() -> {
                        Account account = em.find(Account.class, key, LockModeType.PESSIMISTIC_WRITE);
                        account.add(1);
                        return outbox.publish(Envelope.of(Long.toString(account.balance()))
                                .to("orders")
                                .key(key)
                                .build());
                    });
                }
                return null;
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
        threads.shutdown();
    }
}

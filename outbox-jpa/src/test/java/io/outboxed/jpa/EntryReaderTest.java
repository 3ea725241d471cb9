package io.outboxed.jpa;

import static io.outboxed.spi.Envelopes.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.jpa.database.Database;
import io.outboxed.spi.Entry;
import io.outboxed.spi.LaneLock;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EntryReaderTest {
    private static final int MAX_PAYLOAD = 1_000;

    @ParameterizedTest
    @EnumSource
    void entryThatIsCommittedBetweenTheTwoQueries_isLeftForTheNextBatch(Database database) {
        try (JpaFixture fixture = new JpaFixture("shop", database.fresh())) {
            fixture.inTransaction(() -> fixture.store().prepare(2));
            fixture.inTransaction(
                    () -> fixture.store().append(0, List.of(envelope("a"), envelope("late"), envelope("c"))));
            fixture.sql("update outbox_entry set lane = 1 where id = 'late'");

            List<Entry> batch = fixture.inTransaction(() -> {
                LaneLock lane = fixture.store().lock(0).orElseThrow();
                EntityManager em = beforeThirdQuery(
                        fixture.get(),
                        () -> Elsewhere.run(
                                fixture,
                                () -> fixture.get()
                                        .createNativeQuery("update outbox_entry set lane = 0 where id = 'late'")
                                        .executeUpdate()));
                return new EntryReader(new HeadersJson())
                        .read(em, Dialects.of(fixture.get()), lane, 10, 2 * MAX_PAYLOAD, MAX_PAYLOAD);
            });

            assertThat(batch).extracting(Entry::id).containsExactly("a", "c");
            assertThat(fixture.inTransaction(() -> fixture.store().status()).ready())
                    .isEqualTo(3);
        }
    }

    /** Each query asks for the delegate once; the first only finds that there is more than it could read. */
    private static EntityManager beforeThirdQuery(EntityManager em, Runnable hook) {
        int[] queries = {0};
        return (EntityManager) Proxy.newProxyInstance(
                EntityManager.class.getClassLoader(), new Class<?>[] {EntityManager.class}, (proxy, method, args) -> {
                    if (method.getName().equals("getDelegate") && ++queries[0] == 3) {
                        hook.run();
                    }
                    return method.invoke(em, args);
                });
    }
}

package io.outboxed.jpa;

import io.outboxed.OutboxConfig;
import io.outboxed.spi.StoreFixture;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The store on a real database, with an entity manager per transaction and thread. */
final class JpaFixture implements StoreFixture, EntityManagerSource, AutoCloseable {
    private final ThreadLocal<EntityManager> current = new ThreadLocal<>();
    private final EntityManagerFactory factory;
    private final String unit;
    private JpaFailedEntryStore deadLetters;
    private final JpaInboxStore inbox = new JpaInboxStore(this);
    private JpaOutboxStore store;

    JpaFixture(String unit, Map<String, String> settings) {
        this.unit = unit;
        this.factory = Persistence.createEntityManagerFactory(unit, settings);
        configure(config -> config.schema(OutboxConfig.SchemaMode.CREATE));
    }

    /** The provider creates the tables, as applications do in development. */
    static JpaFixture withGeneratedSchema(String unit, Map<String, String> settings) {
        Map<String, String> more = new HashMap<>(settings);
        more.put("jakarta.persistence.schema-generation.database.action", "create");
        return new JpaFixture(unit, more);
    }

    /** Makes the store anew with other settings. */
    void configure(Consumer<OutboxConfig.Builder> settings) {
        OutboxConfig.Builder builder = OutboxConfig.builder();
        settings.accept(builder);
        OutboxConfig config = builder.build();
        store = new JpaOutboxStore(this, () -> config);
        deadLetters = new JpaFailedEntryStore(this, () -> config);
    }

    void empty(int lanes) {
        inTransaction(() -> store.prepare(lanes));
        sql("delete from outbox_entry");
        sql("delete from outbox_parked");
        sql("delete from outbox_lane");
        sql("delete from outbox_id");
        sql("delete from outbox_pause");
        sql("delete from outbox_inbox");
        inTransaction(() -> store.prepare(lanes));
    }

    int sql(String statement) {
        return inTransaction(() -> get().createNativeQuery(statement).executeUpdate());
    }

    @Override
    public JpaOutboxStore store() {
        return store;
    }

    @Override
    public JpaFailedEntryStore deadLetters() {
        return deadLetters;
    }

    @Override
    public JpaInboxStore inbox() {
        return inbox;
    }

    @Override
    public <T> T inTransaction(Supplier<T> work) {
        EntityManager em = factory.createEntityManager();
        current.set(em);
        try {
            em.getTransaction().begin();
            T result = work.get();
            em.getTransaction().commit();
            return result;
        } finally {
            current.remove();
            if (em.getTransaction().isActive()) {
                em.getTransaction().rollback();
            }
            em.close();
        }
    }

    @Override
    public void flush() {
        get().flush();
    }

    @Override
    public void advance(Duration by) {
        String back = " - " + by.toMillis();
        sql("update outbox_entry set expires = expires" + back);
        sql("update outbox_parked set due = due" + back + ", expires = expires" + back);
        sql("update outbox_lane set next_due = next_due" + back + ", release_due = release_due" + back
                + ", flight_since = flight_since" + back);
        sql("update outbox_id set forget = forget" + back);
        sql("update outbox_inbox set received = received" + back);
    }

    @Override
    public EntityManager get() {
        EntityManager em = current.get();
        if (em == null) {
            throw new IllegalStateException("No transaction");
        }
        return em;
    }

    /** As on Payara: the check must let through whatever is right. */
    @Override
    public boolean mayBeInAutoCommit() {
        return true;
    }

    @Override
    public String unit() {
        return unit;
    }

    @Override
    public void close() {
        factory.close();
    }
}

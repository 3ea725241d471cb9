package io.outboxed.jpa;

import io.outboxed.spi.ActiveConfig;
import io.outboxed.spi.Entry;
import io.outboxed.spi.LaneLock;
import io.outboxed.spi.OutboxStore;
import io.outboxed.spi.SealedEnvelope;
import io.outboxed.spi.StoreStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

/**
 * The store in the application's database, by its own persistence unit.
 *
 * <p>Entries are inserted as entities where that keeps their order ({@link EntryAppender}). Everything else is
 * native SQL: entities would cost the relay half as much again, and providers do not agree on {@code skip locked}.
 */
@ApplicationScoped
class JpaOutboxStore implements OutboxStore {
    private final EntityManagerSource source;
    private final ActiveConfig config;
    private final HeadersJson headers = new HeadersJson();
    private final EntryAppender appender = new EntryAppender(headers);
    private final EntryReader reader = new EntryReader(headers);
    private volatile Dialect dialect;

    /** For the container's proxy. */
    JpaOutboxStore() {
        this(null, null);
    }

    @Inject
    JpaOutboxStore(EntityManagerSource source, ActiveConfig config) {
        this.source = source;
        this.config = config;
    }

    @Override
    public void prepare(int lanes) {
        EntityManager em = source.get();
        Preparation.checkUnit(em, source.unit());
        Preparation.prepare(em, dialect(em), config.get(), lanes);
    }

    @Override
    public void append(int lane, List<SealedEnvelope> envelopes) {
        appender.append(source.get(), lane, envelopes);
    }

    @Override
    public List<Integer> lanesWithWork() {
        EntityManager em = source.get();
        return LaneQueries.lanesWithWork(em, dialect(em));
    }

    @Override
    public Optional<LaneLock> lock(int lane) {
        EntityManager em = source.get();
        return LaneQueries.lock(em, dialect(em), lane);
    }

    @Override
    public int bringBackDue(LaneLock lane) {
        return Parking.bringBackDue(source.get(), lane);
    }

    @Override
    public List<Entry> read(LaneLock lane, int maxEntries, long maxBytes) {
        EntityManager em = source.get();
        return reader.read(em, dialect(em), lane, maxEntries, maxBytes);
    }

    @Override
    public void delete(LaneLock lane, List<Entry> entries) {
        EntityManager em = source.get();
        EntryRemover.delete(em, dialect(em), lane.lane(), entries);
    }

    @Override
    public void retry(LaneLock lane, Entry entry, int attempts, long due, String error) {
        Parking.retry(source.get(), lane, entry, attempts, due, error);
    }

    @Override
    public void bury(LaneLock lane, Entry entry, int attempts, String error) {
        Parking.bury(source.get(), lane, entry, attempts, error);
    }

    @Override
    public StoreStatus status() {
        EntityManager em = source.get();
        return StatusQuery.status(em, dialect(em));
    }

    private Dialect dialect(EntityManager em) {
        if (dialect == null) {
            dialect = Dialects.of(em);
        }
        return dialect;
    }
}

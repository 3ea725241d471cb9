package io.outboxed.jpa;

import io.outboxed.admin.Backlog;
import io.outboxed.spi.ActiveConfig;
import io.outboxed.spi.Entry;
import io.outboxed.spi.InFlight;
import io.outboxed.spi.LaneLock;
import io.outboxed.spi.LaneOutlook;
import io.outboxed.spi.OutboxStore;
import io.outboxed.spi.PerUnit;
import io.outboxed.spi.SealedEnvelope;
import io.outboxed.spi.StoreStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The store in the application's database, by its own persistence unit.
 *
 * <p>Entries are inserted as entities where that keeps their order ({@link EntryAppender}). Everything else is
 * native SQL: entities would cost the relay half as much again, and providers do not agree on {@code skip locked}.
 */
@PerUnit
@ApplicationScoped
class JpaOutboxStore implements OutboxStore {
    private final EntityManagerSource source;
    private final ActiveConfig config;
    private final Capture capture;
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
        this.capture = new Capture(config);
    }

    @Override
    public void prepare(int lanes) {
        EntityManager em = source.get();
        Preparation.checkUnit(em, source.unit());
        Preparation.prepare(em, dialect(em), config.get(), lanes);
        capture.check(em, dialect(em));
    }

    @Override
    public boolean claimId(String id) {
        EntityManager em = source.get();
        requireTransaction(em);
        return ClaimedIds.claim(em, dialect(em), id);
    }

    /** False but with Hibernate: EclipseLink has written for the last time by then, and would write the same rows again. */
    @Override
    public boolean join() {
        EntityManager em = source.get();
        em.joinTransaction();
        requireTransaction(em);
        return Jdbc.isHibernate(em.getDelegate());
    }

    @Override
    public void lockKeys(Collection<String> keys) {
        EntityManager em = source.get();
        requireTransaction(em);
        KeyLocks.lock(em, dialect(em), keys);
    }

    @Override
    public void append(int lane, List<SealedEnvelope> envelopes) {
        EntityManager em = source.get();
        requireTransaction(em);
        if (capture.isOn()) {
            appender.append(em, dialect(em), lane, envelopes, capture);
        } else {
            appender.append(em, dialect(em), lane, envelopes, config.get().strictKeys());
        }
    }

    private void requireTransaction(EntityManager em) {
        AutoCommit.refuse(source, em, dialect(em));
    }

    @Override
    public List<LaneOutlook> outlook() {
        EntityManager em = source.get();
        return LaneQueries.outlook(em, dialect(em));
    }

    @Override
    public Optional<LaneLock> lock(int lane) {
        EntityManager em = source.get();
        return LaneQueries.lock(em, dialect(em), lane);
    }

    @Override
    public boolean bringBack(LaneLock lane, int max) {
        EntityManager em = source.get();
        return Unparking.bringBack(em, dialect(em), lane, max);
    }

    @Override
    public void release(LaneLock lane, Set<String> keys) {
        EntityManager em = source.get();
        Unparking.release(em, dialect(em), lane, keys);
    }

    @Override
    public boolean releaseAll(LaneLock lane, Set<String> heldDestinations, int max) {
        EntityManager em = source.get();
        return Unparking.releaseAll(em, dialect(em), lane, heldDestinations, max);
    }

    @Override
    public List<Entry> read(LaneLock lane, int maxEntries, long maxBytes) {
        EntityManager em = source.get();
        return reader.read(
                em, dialect(em), lane, maxEntries, maxBytes, config.get().payloadMaxBytes());
    }

    @Override
    public List<Entry> blocked(LaneLock lane, List<Entry> entries) {
        return LaneQueries.blocked(source.get(), lane, entries);
    }

    @Override
    public void setAside(LaneLock lane, List<Entry> entries, long lookAgain) {
        EntityManager em = source.get();
        Parking.setAside(em, dialect(em), lane, Parking.positions(entries), lookAgain);
    }

    @Override
    public void delivered(LaneLock lane, List<Entry> entries, Duration retention) {
        finish(lane, entries, States.DELIVERED, retention);
    }

    @Override
    public void expired(LaneLock lane, List<Entry> entries, Duration retention) {
        finish(lane, entries, States.EXPIRED, retention);
    }

    private void finish(LaneLock lane, List<Entry> entries, String state, Duration retention) {
        EntityManager em = source.get();
        long until = lane.now() + retention.toMillis();
        if (retention.isZero()) {
            Parking.delete(em, dialect(em), lane.lane(), entries);
        } else {
            Parking.keep(em, dialect(em), lane.lane(), entries, state, until);
        }
        ClaimedIds.forget(em, dialect(em), entries, until, lane.now());
    }

    @Override
    public void retry(LaneLock lane, Entry entry, int attempts, long due, String error) {
        EntityManager em = source.get();
        Parking.retry(em, dialect(em), lane, entry, attempts, due, error);
    }

    @Override
    public void bury(LaneLock lane, Entry entry, int attempts, String error, boolean holdsKey) {
        EntityManager em = source.get();
        Parking.bury(em, dialect(em), lane, entry, attempts, error, holdsKey);
    }

    @Override
    public void confirm(LaneLock lane) {
        LaneQueries.confirm(source.get(), lane.lane());
    }

    @Override
    public void note(LaneLock lane, Optional<InFlight> inFlight) {
        LaneQueries.note(source.get(), lane.lane(), inFlight);
    }

    @Override
    public boolean purge(int max) {
        EntityManager em = source.get();
        return Purge.purge(em, dialect(em), max);
    }

    @Override
    public boolean pause(String destination) {
        EntityManager em = source.get();
        return Pauses.pause(em, dialect(em), destination);
    }

    @Override
    public boolean resume(String destination) {
        return Pauses.resume(source.get(), destination);
    }

    @Override
    public Map<String, Instant> pauses() {
        return Pauses.paused(source.get());
    }

    @Override
    public Set<String> present(Collection<String> ids) {
        return PresentMessages.among(source.get(), ids);
    }

    @Override
    public Backlog backlog() {
        EntityManager em = source.get();
        return BacklogQuery.backlog(em, dialect(em));
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

package io.outboxed.jpa;

import io.outboxed.admin.ChangeResult;
import io.outboxed.admin.Count;
import io.outboxed.admin.DeadLetter;
import io.outboxed.admin.EntryContent;
import io.outboxed.admin.EntryFilter;
import io.outboxed.admin.RetryingEntry;
import io.outboxed.spi.ActiveConfig;
import io.outboxed.spi.FailedEntryStore;
import io.outboxed.spi.LaneLock;
import io.outboxed.spi.PerUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

/** The retrying entries and the dead letters of {@link JpaOutboxStore}. */
@PerUnit
@ApplicationScoped
class JpaFailedEntryStore implements FailedEntryStore {
    private final EntityManagerSource source;
    private final Capture capture;
    private final FailedEntryReader reader = new FailedEntryReader(new HeadersJson());
    private volatile Dialect dialect;

    /** For the container's proxy. */
    JpaFailedEntryStore() {
        this(null, null);
    }

    @Inject
    JpaFailedEntryStore(EntityManagerSource source, ActiveConfig config) {
        this.source = source;
        this.capture = new Capture(config);
    }

    @Override
    public Optional<Cursor> horizon(Kind kind, EntryFilter filter, Optional<Cursor> after, int most) {
        EntityManager em = source.get();
        return FailedEntryReader.horizon(em, dialect(em), kind, filter, after, most);
    }

    @Override
    public List<DeadLetter> deadLetters(EntryFilter filter, Stretch stretch, int max) {
        EntityManager em = source.get();
        return reader.deadLetters(em, dialect(em), filter, stretch, max);
    }

    @Override
    public List<RetryingEntry> retrying(EntryFilter filter, Stretch stretch, int max) {
        EntityManager em = source.get();
        return reader.retrying(em, dialect(em), filter, stretch, max);
    }

    @Override
    public Count count(Kind kind, EntryFilter filter, Stretch stretch) {
        EntityManager em = source.get();
        return FailedEntryReader.count(em, dialect(em), kind, filter, stretch);
    }

    @Override
    public Optional<EntryContent> content(Kind kind, String id) {
        return reader.content(source.get(), kind, id);
    }

    @Override
    public List<Place> places(Kind kind, EntryFilter filter, int lane, long after, int max) {
        EntityManager em = source.get();
        return FailedEntryReader.places(em, dialect(em), kind, filter, lane, after, max);
    }

    @Override
    public Optional<Place> place(Kind kind, String id) {
        return FailedEntryReader.place(source.get(), kind, id);
    }

    @Override
    public ChangeResult redrive(LaneLock lane, List<String> ids) {
        EntityManager em = source.get();
        return FailedEntryMoves.redrive(em, dialect(em), lane, ids, capture);
    }

    @Override
    public ChangeResult discard(LaneLock lane, List<String> ids) {
        EntityManager em = source.get();
        return FailedEntryMoves.discard(em, dialect(em), lane, ids);
    }

    @Override
    public ChangeResult retryNow(LaneLock lane, List<String> ids) {
        EntityManager em = source.get();
        return FailedEntryMoves.retryNow(em, dialect(em), lane, ids);
    }

    private Dialect dialect(EntityManager em) {
        if (dialect == null) {
            dialect = Dialects.of(em);
        }
        return dialect;
    }
}

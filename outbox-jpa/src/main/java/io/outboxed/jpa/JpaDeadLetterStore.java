package io.outboxed.jpa;

import io.outboxed.admin.DeadLetter;
import io.outboxed.admin.DeadLetterFilter;
import io.outboxed.admin.DeadLetterResult;
import io.outboxed.spi.DeadLetterStore;
import io.outboxed.spi.LaneLock;
import io.outboxed.spi.Payload;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

/** The dead letters of {@link JpaOutboxStore}. */
@ApplicationScoped
class JpaDeadLetterStore implements DeadLetterStore {
    private final EntityManagerSource source;
    private final DeadLetterReader reader = new DeadLetterReader(new HeadersJson());
    private volatile Dialect dialect;

    /** For the container's proxy. */
    JpaDeadLetterStore() {
        this(null);
    }

    @Inject
    JpaDeadLetterStore(EntityManagerSource source) {
        this.source = source;
    }

    @Override
    public List<DeadLetter> find(DeadLetterFilter filter, Optional<Cursor> after, int max) {
        EntityManager em = source.get();
        return reader.find(em, dialect(em), filter, after, max);
    }

    @Override
    public long count(DeadLetterFilter filter) {
        return DeadLetterReader.count(source.get(), filter);
    }

    @Override
    public Optional<Payload> payload(String id) {
        return DeadLetterReader.payload(source.get(), id);
    }

    @Override
    public List<Place> places(DeadLetterFilter filter, int lane, long after, int max) {
        EntityManager em = source.get();
        return DeadLetterReader.places(em, dialect(em), filter, lane, after, max);
    }

    @Override
    public Optional<Place> place(String id) {
        return DeadLetterReader.place(source.get(), id);
    }

    @Override
    public DeadLetterResult redrive(LaneLock lane, List<String> ids) {
        EntityManager em = source.get();
        return DeadLetterMoves.redrive(em, dialect(em), lane, ids);
    }

    @Override
    public DeadLetterResult discard(LaneLock lane, List<String> ids) {
        EntityManager em = source.get();
        return DeadLetterMoves.discard(em, dialect(em), lane, ids);
    }

    private Dialect dialect(EntityManager em) {
        if (dialect == null) {
            dialect = Dialects.of(em);
        }
        return dialect;
    }
}

package io.outboxed.jpa;

import io.outboxed.spi.Entry;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;

/** Deletes the entries of a batch in as few statements as possible: deleting row by row costs twice the time. */
final class EntryRemover {
    private static final int CHUNK = 1000;

    private EntryRemover() {}

    static void delete(EntityManager em, Dialect dialect, int lane, List<Entry> entries) {
        int deleted = 0;
        for (int from = 0; from < entries.size(); from += CHUNK) {
            deleted += deleteChunk(em, dialect, lane, entries.subList(from, Math.min(from + CHUNK, entries.size())));
        }
        if (deleted != entries.size()) {
            throw JpaErrors.entriesGone(lane, entries.size(), deleted);
        }
    }

    private static int deleteChunk(EntityManager em, Dialect dialect, int lane, List<Entry> chunk) {
        List<Object> parameters = new ArrayList<>();
        parameters.add(lane);
        chunk.forEach(entry -> parameters.add(entry.position()));
        // few lengths, so that provider, driver and database find the statement in their caches
        int places = powerOfTwoFrom(chunk.size());
        StringBuilder sql = new StringBuilder("delete from outbox_entry where lane = ?1 and position in (?2");
        for (int i = 1; i < places; i++) {
            sql.append(", ?").append(i + 2);
            if (i >= chunk.size()) {
                parameters.add(parameters.get(chunk.size()));
            }
        }
        return Sql.update(em, dialect.byKey(sql.append(')').toString()), parameters.toArray());
    }

    private static int powerOfTwoFrom(int size) {
        return size == 1 ? 1 : Integer.highestOneBit(size - 1) << 1;
    }
}

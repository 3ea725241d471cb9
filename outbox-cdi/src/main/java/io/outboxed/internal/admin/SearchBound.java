package io.outboxed.internal.admin;

import io.outboxed.admin.EntryFilter;
import io.outboxed.spi.FailedEntryStore;
import io.outboxed.spi.FailedEntryStore.Cursor;
import io.outboxed.spi.FailedEntryStore.Kind;
import io.outboxed.spi.FailedEntryStore.Stretch;
import java.util.Optional;

/**
 * Ends a search before it takes long: one for what few of millions have in common, a destination or an error, looks at all of them, which took
 * ten seconds for nine million. For ids and keys there are indexes.
 */
final class SearchBound {
    /** About a second, on a busy machine. */
    private static final int MOST = 400_000;

    private final int most;

    SearchBound() {
        this(MOST);
    }

    /** Another one for tests. */
    SearchBound(int most) {
        this.most = most;
    }

    /** How far to go from there in one request. */
    Stretch from(FailedEntryStore store, Kind kind, EntryFilter filter, Optional<Cursor> after) {
        return new Stretch(after, isIndexed(filter) ? Optional.empty() : store.horizon(kind, filter, after, most));
    }

    private static boolean isIndexed(EntryFilter filter) {
        boolean isByTimeAlone =
                filter.destination() == null && filter.type() == null && filter.errorContaining() == null;
        return isByTimeAlone || filter.id() != null || filter.key() != null;
    }
}

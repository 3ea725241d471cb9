package io.outboxed.internal.cdi;

import io.outboxed.admin.ChangeResult;
import io.outboxed.admin.Count;
import io.outboxed.admin.EntryContent;
import io.outboxed.admin.EntryFilter;
import io.outboxed.admin.EntryPage;
import io.outboxed.admin.Retries;
import io.outboxed.admin.RetryingEntry;
import io.outboxed.internal.AdminLog;
import io.outboxed.spi.FailedEntryStore;
import io.outboxed.spi.FailedEntryStore.Kind;
import io.outboxed.spi.PerUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** {@link Retries} for operators. */
@PerUnit
@ApplicationScoped
class RetriesBean implements Retries {

    @Inject
    private FailedEntries entries;

    @Override
    public EntryPage<RetryingEntry> find(EntryFilter filter, int max) {
        return find(filter, max, null);
    }

    @Override
    public EntryPage<RetryingEntry> find(EntryFilter filter, int max, String after) {
        Objects.requireNonNull(filter, "filter");
        return entries.search().retrying(filter, max, after);
    }

    @Override
    public Count count(EntryFilter filter) {
        return entries.count(Kind.RETRYING, filter);
    }

    @Override
    public Optional<EntryContent> content(String id) {
        return entries.content(Kind.RETRYING, id);
    }

    @Override
    public ChangeResult retryNow(String id) {
        Objects.requireNonNull(id, "id");
        ChangeResult result = entries.work(Kind.RETRYING).one(id, FailedEntryStore::retryNow);
        AdminLog.hurried(entries.caller(), "id " + id, result);
        return result;
    }

    @Override
    public ChangeResult retryAllNow(EntryFilter filter) {
        return retryAllNow(filter, result -> true);
    }

    @Override
    public ChangeResult retryAllNow(EntryFilter filter, Predicate<ChangeResult> goOn) {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(goOn, "goOn");
        return entries.work(Kind.RETRYING)
                .all(
                        filter,
                        FailedEntryStore::retryNow,
                        goOn,
                        result -> AdminLog.hurried(entries.caller(), filter.toString(), result));
    }
}

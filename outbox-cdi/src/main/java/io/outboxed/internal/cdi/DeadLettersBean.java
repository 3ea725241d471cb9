package io.outboxed.internal.cdi;

import io.outboxed.admin.ChangeResult;
import io.outboxed.admin.Count;
import io.outboxed.admin.DeadLetter;
import io.outboxed.admin.DeadLetters;
import io.outboxed.admin.EntryContent;
import io.outboxed.admin.EntryFilter;
import io.outboxed.admin.EntryPage;
import io.outboxed.internal.AdminLog;
import io.outboxed.spi.FailedEntryStore;
import io.outboxed.spi.FailedEntryStore.Kind;
import io.outboxed.spi.PerUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** {@link DeadLetters} for operators. */
@PerUnit
@ApplicationScoped
class DeadLettersBean implements DeadLetters {

    @Inject
    private FailedEntries entries;

    @Override
    public EntryPage<DeadLetter> find(EntryFilter filter, int max) {
        return find(filter, max, null);
    }

    @Override
    public EntryPage<DeadLetter> find(EntryFilter filter, int max, String after) {
        Objects.requireNonNull(filter, "filter");
        return entries.search().deadLetters(filter, max, after);
    }

    @Override
    public Count count(EntryFilter filter) {
        return entries.count(Kind.DEAD, filter);
    }

    @Override
    public Optional<EntryContent> content(String id) {
        return entries.content(Kind.DEAD, id);
    }

    @Override
    public ChangeResult redrive(String id) {
        Objects.requireNonNull(id, "id");
        ChangeResult result = entries.work(Kind.DEAD).one(id, FailedEntryStore::redrive);
        AdminLog.redriven(entries.caller(), "id " + id, result);
        return result;
    }

    @Override
    public ChangeResult redriveAll(EntryFilter filter) {
        return redriveAll(filter, result -> true);
    }

    @Override
    public ChangeResult redriveAll(EntryFilter filter, Predicate<ChangeResult> goOn) {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(goOn, "goOn");
        return entries.work(Kind.DEAD)
                .all(
                        filter,
                        FailedEntryStore::redrive,
                        goOn,
                        result -> AdminLog.redriven(entries.caller(), filter.toString(), result));
    }

    @Override
    public ChangeResult discard(String id) {
        Objects.requireNonNull(id, "id");
        ChangeResult result = entries.work(Kind.DEAD).one(id, FailedEntryStore::discard);
        AdminLog.discarded(entries.caller(), "id " + id, result);
        return result;
    }

    @Override
    public ChangeResult discardAll(EntryFilter filter) {
        return discardAll(filter, result -> true);
    }

    @Override
    public ChangeResult discardAll(EntryFilter filter, Predicate<ChangeResult> goOn) {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(goOn, "goOn");
        return entries.work(Kind.DEAD)
                .all(
                        filter,
                        FailedEntryStore::discard,
                        goOn,
                        result -> AdminLog.discarded(entries.caller(), filter.toString(), result));
    }
}

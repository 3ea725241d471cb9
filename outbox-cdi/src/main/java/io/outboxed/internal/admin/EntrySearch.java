package io.outboxed.internal.admin;

import io.outboxed.admin.Count;
import io.outboxed.admin.DeadLetter;
import io.outboxed.admin.DeadLetters;
import io.outboxed.admin.EntryFilter;
import io.outboxed.admin.EntryPage;
import io.outboxed.admin.RetryingEntry;
import io.outboxed.internal.relay.NewTransaction;
import io.outboxed.internal.relay.OwnTransaction;
import io.outboxed.spi.FailedEntryStore;
import io.outboxed.spi.FailedEntryStore.Cursor;
import io.outboxed.spi.FailedEntryStore.Kind;
import io.outboxed.spi.FailedEntryStore.Stretch;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds retrying entries and dead letters page by page, and counts them. */
public final class EntrySearch {
    private static final char SEPARATOR = ' ';

    private final FailedEntryStore failed;
    private final NewTransaction transaction;

    private final SearchBound bound;

    /** In this store. */
    public EntrySearch(FailedEntryStore failed, NewTransaction transaction) {
        this(failed, transaction, new SearchBound());
    }

    EntrySearch(FailedEntryStore failed, NewTransaction transaction, SearchBound bound) {
        this.failed = failed;
        this.transaction = transaction;
        this.bound = bound;
    }

    /** As {@link DeadLetters#count}. */
    public Count count(Kind kind, EntryFilter filter) {
        return OwnTransaction.get(
                transaction, () -> failed.count(kind, filter, bound.from(failed, kind, filter, Optional.empty())));
    }

    /** As {@link DeadLetters#find(EntryFilter, int, String)}. */
    public EntryPage<DeadLetter> deadLetters(EntryFilter filter, int max, String after) {
        return page(
                Kind.DEAD,
                failed::deadLetters,
                letter -> new Cursor(letter.buriedAt().toEpochMilli(), letter.id()),
                filter,
                max,
                after);
    }

    /** As {@link io.outboxed.admin.Retries#find(EntryFilter, int, String)}. */
    public EntryPage<RetryingEntry> retrying(EntryFilter filter, int max, String after) {
        return page(
                Kind.RETRYING,
                failed::retrying,
                entry -> new Cursor(entry.due().toEpochMilli(), entry.id()),
                filter,
                max,
                after);
    }

    private interface Finder<T> {
        List<T> find(EntryFilter filter, Stretch stretch, int max);
    }

    private <T> EntryPage<T> page(
            Kind kind, Finder<T> finder, Function<T, Cursor> cursorOf, EntryFilter filter, int max, String after) {
        if (max < 1 || max > DeadLetters.MAX_PAGE) {
            throw new IllegalArgumentException("max is " + max + "; it must be 1 to " + DeadLetters.MAX_PAGE);
        }
        Optional<Cursor> cursor = after == null || after.isEmpty() ? Optional.empty() : Optional.of(cursor(after));
        return OwnTransaction.get(transaction, () -> {
            Stretch stretch = bound.from(failed, kind, filter, cursor);
            // one more than asked for tells whether there are more
            List<T> found = finder.find(filter, stretch, max + 1);
            if (found.size() <= max) {
                return new EntryPage<>(found, stretch.upTo().map(EntrySearch::text));
            }
            return new EntryPage<>(found.subList(0, max), Optional.of(text(cursorOf.apply(found.get(max - 1)))));
        });
    }

    private static String text(Cursor last) {
        String plain = last.millis() + String.valueOf(SEPARATOR) + last.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static Cursor cursor(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int end = plain.indexOf(SEPARATOR);
            return new Cursor(Long.parseLong(plain.substring(0, end)), plain.substring(end + 1));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("after is '" + text + "', which is not the next of any page", e);
        }
    }
}

package io.outboxed.internal.admin;

import io.outboxed.admin.DeadLetter;
import io.outboxed.admin.DeadLetterFilter;
import io.outboxed.admin.DeadLetterPage;
import io.outboxed.admin.DeadLetters;
import io.outboxed.internal.relay.NewTransaction;
import io.outboxed.internal.relay.OwnTransaction;
import io.outboxed.spi.DeadLetterStore;
import io.outboxed.spi.DeadLetterStore.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Finds dead letters page by page. */
public final class DeadLetterSearch {
    private static final char SEPARATOR = ' ';

    private final DeadLetterStore deadLetters;
    private final NewTransaction transaction;

    /** In this store. */
    public DeadLetterSearch(DeadLetterStore deadLetters, NewTransaction transaction) {
        this.deadLetters = deadLetters;
        this.transaction = transaction;
    }

    /** As {@link DeadLetters#find(DeadLetterFilter, int, String)}. */
    public DeadLetterPage find(DeadLetterFilter filter, int max, String after) {
        if (max < 1 || max > DeadLetters.MAX_PAGE) {
            throw new IllegalArgumentException("max is " + max + "; it must be 1 to " + DeadLetters.MAX_PAGE);
        }
        Optional<Cursor> cursor = after == null || after.isEmpty() ? Optional.empty() : Optional.of(cursor(after));
        // one more than asked for tells whether there are more
        List<DeadLetter> found = OwnTransaction.get(transaction, () -> deadLetters.find(filter, cursor, max + 1));
        if (found.size() <= max) {
            return new DeadLetterPage(found, Optional.empty());
        }
        return new DeadLetterPage(found.subList(0, max), Optional.of(text(found.get(max - 1))));
    }

    private static String text(DeadLetter last) {
        String plain = last.buriedAt().toEpochMilli() + String.valueOf(SEPARATOR) + last.id();
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

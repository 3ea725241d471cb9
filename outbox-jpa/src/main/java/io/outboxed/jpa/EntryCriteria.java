package io.outboxed.jpa;

import io.outboxed.admin.EntryFilter;
import io.outboxed.spi.FailedEntryStore.Cursor;
import io.outboxed.spi.FailedEntryStore.Kind;
import io.outboxed.spi.FailedEntryStore.Stretch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a query for failed entries asks for, as a condition on {@code p} with its parameters. */
final class EntryCriteria {
    private static final String ESCAPE = "!";

    private final StringBuilder condition = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    EntryCriteria(EntryFilter filter) {
        add("p.id = ", filter.id());
        add("p.destination = ", filter.destination());
        add("p.type = ", filter.type());
        add("p.msg_key = ", filter.key());
        add("p.due >= ", millis(filter.from()));
        add("p.due < ", millis(filter.before()));
        if (filter.errorContaining() != null) {
            add("p.last_error like ", "%" + escaped(filter.errorContaining()) + "%");
            condition.append(" escape '" + ESCAPE + "'");
        }
    }

    /** States of a kind. */
    static List<String> states(Kind kind) {
        return kind == Kind.DEAD ? List.of(States.DEAD, States.HOLDING) : List.of(States.RETRYING);
    }

    /** The same, as a list for SQL. */
    static String in(Kind kind) {
        return kind == Kind.DEAD ? States.BURIED : "('" + States.RETRYING + "')";
    }

    EntryCriteria inLane(int lane) {
        return add("p.lane = ", lane);
    }

    EntryCriteria after(long position) {
        return add("p.position > ", position);
    }

    /** The first part is for the index. */
    EntryCriteria after(Cursor last) {
        String time = place(last.millis());
        condition.append(" and p.due >= " + time + " and (p.due > " + time + " or p.id > " + place(last.id()) + ")");
        return this;
    }

    /** As for {@link #after(Cursor)}. */
    EntryCriteria upTo(Cursor last) {
        String time = place(last.millis());
        condition.append(" and p.due <= " + time + " and (p.due < " + time + " or p.id <= " + place(last.id()) + ")");
        return this;
    }

    EntryCriteria in(Stretch stretch) {
        stretch.after().ifPresent(this::after);
        stretch.upTo().ifPresent(this::upTo);
        return this;
    }

    /** Conditions that follow another one, each with {@code and} before it. */
    String sql() {
        return condition.toString();
    }

    Object[] parameters() {
        return parameters.toArray();
    }

    private EntryCriteria add(String comparison, Object value) {
        if (value != null) {
            condition.append(" and " + comparison + place(value));
        }
        return this;
    }

    private String place(Object value) {
        parameters.add(value);
        return "?" + parameters.size();
    }

    /** To the millisecond, as the store's clock counts: the first one that is not before the instant. */
    private static Long millis(Instant instant) {
        return instant == null ? null : instant.plusNanos(999_999).toEpochMilli();
    }

    private static String escaped(String text) {
        return text.replace(ESCAPE, ESCAPE + ESCAPE).replace("%", ESCAPE + "%").replace("_", ESCAPE + "_");
    }
}

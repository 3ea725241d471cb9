package io.outboxed.jpa;

import io.outboxed.admin.DeadLetterFilter;
import io.outboxed.spi.DeadLetterStore.Cursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a query for dead letters asks for, as a condition on {@code p} with its parameters. */
final class DeadLetterCriteria {
    private static final String ESCAPE = "!";

    private final StringBuilder condition = new StringBuilder("p.state in " + States.BURIED);
    private final List<Object> parameters = new ArrayList<>();

    DeadLetterCriteria(DeadLetterFilter filter) {
        add("p.id = ", filter.id());
        add("p.destination = ", filter.destination());
        add("p.type = ", filter.type());
        add("p.msg_key = ", filter.key());
        add("p.due >= ", millis(filter.buriedFrom()));
        add("p.due < ", millis(filter.buriedBefore()));
        if (filter.errorContaining() != null) {
            add("p.last_error like ", "%" + escaped(filter.errorContaining()) + "%");
            condition.append(" escape '" + ESCAPE + "'");
        }
    }

    DeadLetterCriteria inLane(int lane) {
        return add("p.lane = ", lane);
    }

    DeadLetterCriteria after(long position) {
        return add("p.position > ", position);
    }

    DeadLetterCriteria after(Cursor last) {
        String later = place(last.buriedAtMillis());
        String sameTime = place(last.buriedAtMillis());
        condition.append(
                " and (p.due > " + later + " or p.due = " + sameTime + " and p.id > " + place(last.id()) + ")");
        return this;
    }

    /** The condition, without {@code where}. */
    String sql() {
        return condition.toString();
    }

    Object[] parameters() {
        return parameters.toArray();
    }

    private DeadLetterCriteria add(String comparison, Object value) {
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

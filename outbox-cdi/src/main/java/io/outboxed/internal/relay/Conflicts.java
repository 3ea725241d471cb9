package io.outboxed.internal.relay;

import io.outboxed.internal.Causes;
import java.sql.SQLException;
import java.util.Set;

/** Recognises what databases throw when transactions get in each other's way, and a second try helps. */
public final class Conflicts {
    /** MariaDB and MySQL: lock wait timeout, and a row that has changed since it was read. They say no better state. */
    private static final Set<Integer> WITHOUT_A_STATE = Set.of(1205, 1020);

    /** PostgreSQL and H2: a lock that was not had in time. */
    private static final Set<String> LOCK_TIMEOUTS = Set.of("55P03", "HYT00");

    private Conflicts() {}

    /** Serialisation failure, deadlock, or a lock that was not had in time. */
    public static boolean isConflict(Throwable failure) {
        return Causes.of(failure).anyMatch(t -> t instanceof SQLException sql && isConflict(sql));
    }

    private static boolean isConflict(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null || state.equals("HY000")) {
            return WITHOUT_A_STATE.contains(failure.getErrorCode());
        }
        return state.startsWith("40") || LOCK_TIMEOUTS.contains(state);
    }
}

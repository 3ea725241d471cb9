package io.outboxed.internal.relay;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;

/** Recognises what databases throw when transactions get in each other's way, and a second try helps. */
public final class Conflicts {
    /** MariaDB and MySQL: lock wait timeout. Deadlocks have a state of class 40 everywhere. */
    private static final Set<Integer> LOCK_TIMEOUTS = Set.of(1205);

    private Conflicts() {}

    /** Serialisation failure, deadlock, or a lock that was not had in time. */
    public static boolean isConflict(Throwable failure) {
        int depth = 0;
        for (Throwable t = failure; t != null && depth < 20; t = t.getCause(), depth++) {
            if (t instanceof SQLException sql && isConflict(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isConflict(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("40") || state.equals("55P03"))
                || failure instanceof SQLTransientException && LOCK_TIMEOUTS.contains(failure.getErrorCode());
    }
}

package io.outboxed.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which failures of a database are no outage. */
class ConflictsTest {

    @ParameterizedTest
    @CsvSource({
        "40001, 0, true", // serialisation failure, everywhere
        "40P01, 0, true", // deadlock, PostgreSQL
        "40001, 1205, true", // deadlock, SQL Server
        "HY000, 1205, true", // lock wait timeout, MariaDB
        "HY000, 1020, true", // row changed since it was read, MariaDB
        "55P03, 0, true", // lock not available, PostgreSQL
        "HYT00, 50200, true", // lock timeout, H2
        "08006, 0, false", // connection lost
        "HY000, 1290, false", // server is read only, MariaDB
        "42S02, 1205, false"
    })
    void failure_is_recognised_by_its_state_or_number(String state, int number, boolean conflict) {
        Throwable failure = new IllegalStateException(new SQLException("text", state, number));

        assertThat(Conflicts.isConflict(failure)).isEqualTo(conflict);
    }

    @Test
    void failure_without_a_state_or_without_sql_is_no_conflict() {
        assertThat(Conflicts.isConflict(new SQLException("text"))).isFalse();
        assertThat(Conflicts.isConflict(new IllegalStateException("text"))).isFalse();
    }
}

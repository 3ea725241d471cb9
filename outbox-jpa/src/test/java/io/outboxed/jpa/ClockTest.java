package io.outboxed.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.outboxed.jpa.database.Database;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockTest {
    private static final long A_MINUTE = 60_000;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    H2         | set time zone 'Asia/Kolkata'       | extract(timezone_hour from current_timestamp)
                    POSTGRESQL | set local time zone 'Asia/Kolkata' | extract(timezone_hour from current_timestamp)
                    MARIADB    | set time_zone = '+05:30'           | hour(timediff(now(), utc_timestamp()))
                    """)
    void sessionInAnotherTimeZone_givesMillisecondsInUtcAllTheSame(
            Database database, String setZone, String zoneHours) {
        try (JpaFixture fixture = new JpaFixture("shop", database.fresh())) {
            fixture.inTransaction(() -> fixture.store().prepare(1));

            fixture.inTransaction(() -> {
                fixture.get().createNativeQuery(setZone).executeUpdate();
                Object hours = Sql.rows(fixture.get(), "select " + zoneHours).get(0);
                assertThat(Columns.number("hours", hours)).isEqualTo(5);

                assertThat(fixture.store().lock(0).orElseThrow().now())
                        .isCloseTo(System.currentTimeMillis(), within(A_MINUTE));
            });
        }
    }
}

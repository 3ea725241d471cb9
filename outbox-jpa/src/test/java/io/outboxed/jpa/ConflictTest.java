package io.outboxed.jpa;

import static io.outboxed.spi.Envelopes.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.outboxed.jpa.database.Database;
import io.outboxed.spi.Entry;
import io.outboxed.spi.LaneLock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions that got in each other's way can be told from other failures, by the database's own exception. */
class ConflictTest {
    private static final String POSTGRES_REPEATABLE_READ =
            "&options=-c%20default_transaction_isolation=repeatable%5C%20read";

    @ParameterizedTest
    @CsvSource({
        "shop, H2, 40001",
        "eclipselink, H2, 40001",
        "shop, POSTGRESQL, 40P01",
        "eclipselink, POSTGRESQL, 40P01",
        "shop, MARIADB, 40001",
        "eclipselink, MARIADB, 40001"
    })
    void deadlock_isTheCause(String unit, Database database, String state) {
        try (JpaFixture fixture = open(unit, database, "")) {
            CyclicBarrier bothHaveOne = new CyclicBarrier(2);
            var other = CompletableFuture.supplyAsync(
                    () -> catchThrowable(() -> updateBoth(fixture, 1, 0, bothHaveOne)), run -> new Thread(run).start());
            Throwable mine = catchThrowable(() -> updateBoth(fixture, 0, 1, bothHaveOne));
            Throwable others = other.orTimeout(30, TimeUnit.SECONDS).join();

            assertThat(mine == null).as("one of the two goes on").isNotEqualTo(others == null);
            assertThat(sqlFailure(mine == null ? others : mine).getSQLState()).isEqualTo(state);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "eclipselink"})
    void changeByAnotherSinceTheSnapshot_isTheCauseOnPostgres(String unit) {
        try (JpaFixture fixture = open(unit, Database.POSTGRESQL, POSTGRES_REPEATABLE_READ)) {
            assertThat(deleteWhatIsGone(fixture).getSQLState()).isEqualTo("40001");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "eclipselink"})
    void changeByAnotherSinceTheSnapshot_isTheCauseOnMariaDb(String unit) {
        try (JpaFixture fixture = open(unit, Database.MARIADB, "&sessionVariables=innodb_snapshot_isolation=ON")) {
            SQLException failure = deleteWhatIsGone(fixture);

            assertThat(failure.getErrorCode()).isEqualTo(1020);
            assertThat(failure.getSQLState()).isEqualTo("HY000");
        }
    }

    @Test
    void lockThatIsNotFreeInTime_isTheCauseOnMariaDb() {
        try (JpaFixture fixture = open("shop", Database.MARIADB, "&sessionVariables=innodb_lock_wait_timeout=1")) {
            fixture.inTransaction(() -> {
                update(fixture, 0);
                Throwable failure = catchThrowable(() -> Elsewhere.run(fixture, () -> update(fixture, 0)));

                assertThat(sqlFailure(failure).getErrorCode()).isEqualTo(1205);
            });
        }
    }

    /** Deletes an entry that this transaction still sees and another one has deleted. */
    private static SQLException deleteWhatIsGone(JpaFixture fixture) {
        fixture.inTransaction(() -> fixture.store().append(0, List.of(envelope("a"))));
        return sqlFailure(catchThrowable(() -> fixture.inTransaction(() -> {
            LaneLock lane = fixture.store().lock(0).orElseThrow();
            List<Entry> entries = fixture.store().read(lane, 1, Long.MAX_VALUE);
            Elsewhere.run(fixture, () -> Sql.update(fixture.get(), "delete from outbox_entry where lane = 0"));
            fixture.store().delivered(lane, entries, Duration.ZERO);
        })));
    }

    private static JpaFixture open(String unit, Database database, String options) {
        JpaFixture fixture = new JpaFixture(unit, database.fresh(options));
        fixture.inTransaction(() -> fixture.store().prepare(2));
        return fixture;
    }

    private static void updateBoth(JpaFixture fixture, int first, int second, CyclicBarrier bothHaveOne) {
        fixture.inTransaction(() -> {
            update(fixture, first);
            try {
                bothHaveOne.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new AssertionError(e);
            }
            update(fixture, second);
        });
    }

    private static void update(JpaFixture fixture, int lane) {
        Sql.update(fixture.get(), "update outbox_lane set next_due = 1 where lane = ?1", lane);
    }

    private static SQLException sqlFailure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        throw new AssertionError("No SQLException among the causes", failure);
    }
}

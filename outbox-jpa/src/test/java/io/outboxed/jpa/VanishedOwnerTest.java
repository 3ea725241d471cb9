package io.outboxed.jpa;

import static io.outboxed.spi.Envelopes.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.outboxed.jpa.database.Database;
import io.outboxed.spi.LaneLock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An owner whose session does nothing any more, as after a loss of power or network, does not keep its lane for ever. */
class VanishedOwnerTest {

    @ParameterizedTest
    @ValueSource(strings = {"shop", "eclipselink"})
    void ownerThatIsIdleForTooLong_losesItsLaneAndItsWorkOnPostgres(String unit) {
        try (JpaFixture fixture = open(unit, Database.POSTGRESQL.fresh())) {
            Dialect dialect = new PostgresDialect(Duration.ofSeconds(2));

            assertLaneIsLost(fixture, () -> LaneQueries.lock(fixture.get(), dialect, 0));
        }
    }

    @Test
    void limitThatTheAdministratorHasSet_isKeptOnPostgres() {
        try (JpaFixture fixture = open("shop", Database.POSTGRESQL.fresh())) {
            fixture.inTransaction(() -> {
                assertThat(lockAndShowLimit(fixture)).isEqualTo("2min");
            });
            fixture.inTransaction(() -> {
                assertThat(show(fixture))
                        .as("the limit ends with the transaction")
                        .isEqualTo("0");
                Sql.update(fixture.get(), "set local idle_in_transaction_session_timeout = '7s'");
                assertThat(lockAndShowLimit(fixture)).isEqualTo("7s");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "eclipselink"})
    void limitInTheSession_freesTheLaneOnMariaDb(String unit) {
        try (JpaFixture fixture = open(unit, Database.MARIADB.fresh("&sessionVariables=idle_transaction_timeout=2"))) {
            assertLaneIsLost(fixture, () -> fixture.store().lock(0));
        }
    }

    private static void assertLaneIsLost(JpaFixture fixture, Supplier<Optional<LaneLock>> lock) {
        AtomicReference<Throwable> confirmation = new AtomicReference<>();
        assertThatThrownBy(() -> fixture.inTransaction(() -> {
                    LaneLock owned = lock.get().orElseThrow();
                    fixture.store().confirm(owned);
                    assertThat(Elsewhere.call(fixture, () -> fixture.store().lock(0)))
                            .isEmpty();
                    await().atMost(Duration.ofSeconds(20))
                            .until(() -> Elsewhere.call(
                                            fixture, () -> fixture.store().lock(0))
                                    .isPresent());
                    confirmation.set(catchThrowable(() -> fixture.store().confirm(owned)));
                    fixture.store().append(0, List.of(envelope("late")));
                    fixture.flush();
                }))
                .hasRootCauseInstanceOf(SQLException.class);
        // Not within the transaction: its rollback fails too, and would hide an assertion that does.
        assertThat(Stream.iterate(confirmation.get(), Objects::nonNull, Throwable::getCause))
                .as("causes of the failed confirmation")
                .hasAtLeastOneElementOfType(SQLException.class);
        assertThat(fixture.inTransaction(() -> fixture.store().status()).ready())
                .isZero();
    }

    private static JpaFixture open(String unit, Map<String, String> settings) {
        JpaFixture fixture = new JpaFixture(unit, settings);
        fixture.inTransaction(() -> fixture.store().prepare(1));
        return fixture;
    }

    private static String lockAndShowLimit(JpaFixture fixture) {
        assertThat(fixture.store().lock(0)).isPresent();
        return show(fixture);
    }

    private static String show(JpaFixture fixture) {
        return (String) Sql.rows(fixture.get(), "show idle_in_transaction_session_timeout")
                .get(0);
    }
}

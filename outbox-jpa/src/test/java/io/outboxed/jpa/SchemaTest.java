package io.outboxed.jpa;

import static io.outboxed.spi.Envelopes.bytes;
import static io.outboxed.spi.Envelopes.envelope;
import static io.outboxed.spi.Envelopes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.OutboxConfig.SchemaMode;
import io.outboxed.StoreException;
import io.outboxed.jpa.database.Database;
import io.outboxed.spi.Entry;
import io.outboxed.spi.LaneLock;
import io.outboxed.spi.LaneOutlook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaTest {

    @ParameterizedTest
    @EnumSource
    void validateOfAnEmptyDatabase_namesTheTableAndTheRemedy(Database database) {
        try (JpaFixture fixture = open("shop", database.fresh(), SchemaMode.VALIDATE)) {
            assertThatThrownBy(prepare(fixture))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll("OUTBOX-5004", "META-INF/outboxed/ddl/1/", "outbox.schema")
                    .hasMessageContaining("OUTBOX_ENTRY");
        }
    }

    @ParameterizedTest
    @EnumSource
    void validateWithoutSomeColumns_namesThem(Database database) {
        try (JpaFixture fixture = open("shop", database.fresh(), SchemaMode.CREATE)) {
            fixture.inTransaction(() -> fixture.store().prepare(1));
            fixture.sql("alter table outbox_parked drop column last_error");
            fixture.sql("alter table outbox_parked drop column headers");
            fixture.configure(config -> config.schema(SchemaMode.VALIDATE));

            assertThatThrownBy(prepare(fixture))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll("OUTBOX-5005", "OUTBOX_PARKED", "HEADERS, LAST_ERROR");
        }
    }

    @ParameterizedTest
    @EnumSource
    void createTwice_changesNothing(Database database) {
        try (JpaFixture fixture = open("shop", database.fresh(), SchemaMode.CREATE)) {
            fixture.inTransaction(() -> fixture.store().prepare(2));
            fixture.inTransaction(() -> fixture.store().append(1, List.of(envelope("a"))));
            fixture.inTransaction(() -> fixture.store().prepare(2));
            fixture.configure(config -> config.schema(SchemaMode.VALIDATE));
            fixture.inTransaction(() -> fixture.store().prepare(2));

            assertThat(fixture.inTransaction(fixture.store()::outlook))
                    .filteredOn(LaneOutlook::hasReady)
                    .extracting(LaneOutlook::lane)
                    .containsExactly(1);
        }
    }

    @Test
    void positionsThatH2ForgotInACrash_areNotGivenAgain() {
        try (JpaFixture fixture = open("shop", Database.H2.fresh(), SchemaMode.CREATE)) {
            fixture.inTransaction(() -> fixture.store().prepare(1));
            fixture.inTransaction(() -> fixture.store().append(0, List.of(envelope("a"), envelope("b"))));
            fixture.sql("alter table outbox_entry alter column position restart with 1");

            fixture.inTransaction(() -> fixture.store().prepare(1));
            fixture.inTransaction(() -> fixture.store().append(0, List.of(envelope("c"))));

            assertThat(fixture.inTransaction(() -> {
                        LaneLock lane = fixture.store().lock(0).orElseThrow();
                        return fixture.store().read(lane, 10, Long.MAX_VALUE);
                    }))
                    .extracting(Entry::id)
                    .containsExactly("a", "b", "c");
        }
    }

    @ParameterizedTest
    @EnumSource
    void createByTwoNodesAtOnce_worksForBoth(Database database) throws Exception {
        for (int round = 0; round < 10; round++) {
            createByTwoNodes(database);
        }
    }

    private static void createByTwoNodes(Database database) throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try (JpaFixture fixture = open("shop", database.fresh(), SchemaMode.CREATE)) {
            CyclicBarrier start = new CyclicBarrier(2);
            List<Future<?>> running = new ArrayList<>();
            for (int node = 0; node < 2; node++) {
                running.add(nodes.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    fixture.inTransaction(() -> fixture.store().prepare(8));
                    return null;
                }));
            }
            for (Future<?> node : running) {
                node.get(60, TimeUnit.SECONDS);
            }
        } finally {
            nodes.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void schemaOfOurDdl_passesHibernatesOwnValidation(Database database) {
        Map<String, String> settings = database.fresh();
        try (JpaFixture fixture = open("mapping-file", settings, SchemaMode.CREATE)) {
            fixture.inTransaction(() -> fixture.store().prepare(1));
        }
        Map<String, String> validating = new HashMap<>(settings);
        validating.put("hibernate.hbm2ddl.auto", "validate");

        assertThatCode(() -> open("mapping-file", validating, SchemaMode.NONE).close())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MARIADB")
    void schemaThatEclipseLinkGenerates_holdsEntriesInOrder(Database database) {
        try (JpaFixture fixture = JpaFixture.withGeneratedSchema("eclipselink", database.fresh())) {
            fixture.configure(config -> config.schema(SchemaMode.VALIDATE));
            fixture.inTransaction(() -> fixture.store().prepare(1));
            fixture.inTransaction(() -> fixture.store()
                    .append(
                            0,
                            List.of(envelope("a", "k"), envelope("b", null, bytes(new byte[100_000])), envelope("c"))));
            fixture.inTransaction(() -> {
                LaneLock lane = fixture.store().lock(0).orElseThrow();
                List<Entry> entries = fixture.store().read(lane, 10, Long.MAX_VALUE);
                assertThat(entries).extracting(Entry::id).containsExactly("a", "b", "c");
                fixture.store().retry(lane, entries.get(0), 1, lane.now(), "error");
                fixture.store().delivered(lane, entries.subList(1, 2), Duration.ZERO);
            });
            fixture.inTransaction(() -> {
                LaneLock lane = fixture.store().lock(0).orElseThrow();
                assertThat(fixture.store().bringBack(lane, 10)).isFalse();
                assertThat(fixture.store().read(lane, 10, Long.MAX_VALUE))
                        .extracting(Entry::id)
                        .containsExactly("a", "c");
            });
        }
    }

    @Test
    void schemaThatAProviderGenerates_isRefusedOnMariaDb() {
        try (JpaFixture fixture = JpaFixture.withGeneratedSchema("shop", Database.MARIADB.fresh())) {
            fixture.configure(config -> config.schema(SchemaMode.VALIDATE));
            assertThatThrownBy(prepare(fixture)).hasMessageContainingAll("OUTBOX-5004", "OUTBOX_ENTRY");

            // the provider could not create that table, but it could create others
            fixture.configure(config -> config.schema(SchemaMode.CREATE));
            assertThatThrownBy(prepare(fixture))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll(
                            "OUTBOX-5008", "OUTBOX_PARKED.MSG_KEY", "MariaDB", "META-INF/outboxed/ddl/1/mariadb.sql");
        }
    }

    @ParameterizedTest
    @EnumSource
    void modeNone_checksNothingButMakesLanes(Database database) {
        try (JpaFixture fixture = open("shop", database.fresh(), SchemaMode.CREATE)) {
            fixture.inTransaction(() -> fixture.store().prepare(1));
            fixture.sql("alter table outbox_parked drop column last_error");
            fixture.configure(config -> config.schema(SchemaMode.NONE));
            fixture.inTransaction(() -> fixture.store().prepare(3));

            fixture.inTransaction(() -> assertThat(fixture.store().lock(2)).isPresent());
        }
    }

    @Test
    void payloadLimitAboveWhatH2CanStore_isRefused() {
        try (JpaFixture fixture = new JpaFixture("shop", Database.H2.fresh())) {
            fixture.configure(config -> config.schema(SchemaMode.CREATE).payloadMaxBytes(1_048_577));
            assertThatThrownBy(prepare(fixture))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll("OUTBOX-5007", "1048577", "1048576", "H2");

            fixture.configure(config -> config.schema(SchemaMode.CREATE).payloadMaxBytes(1_048_576));
            fixture.inTransaction(() -> fixture.store().prepare(1));
        }
    }

    @Test
    void payloadLimitAboveOneMebibyte_isFineOnPostgres() {
        try (JpaFixture fixture = new JpaFixture("shop", Database.POSTGRESQL.fresh())) {
            fixture.configure(config -> config.schema(SchemaMode.CREATE).payloadMaxBytes(67_108_864));
            fixture.inTransaction(() -> fixture.store().prepare(1));
            fixture.inTransaction(() ->
                    fixture.store().append(0, List.of(envelope("big", null, text("x".repeat(3_000_000))))));

            assertThat(fixture.inTransaction(() -> fixture.store().status()).ready())
                    .isEqualTo(1);
        }
    }

    @Test
    void payloadLimitAboveWhatAPacketHolds_isRefusedOnMariaDb() {
        try (JpaFixture fixture = new JpaFixture("shop", Database.MARIADB.fresh())) {
            fixture.configure(config -> config.schema(SchemaMode.CREATE).payloadMaxBytes(16_777_216));
            assertThatThrownBy(prepare(fixture))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll("OUTBOX-5007", "16777216", "8257536", "MariaDB");

            fixture.configure(config -> config.schema(SchemaMode.CREATE).payloadMaxBytes(8_257_536));
            fixture.inTransaction(() -> fixture.store().prepare(1));
            fixture.inTransaction(() ->
                    fixture.store().append(0, List.of(envelope("big", null, text("'".repeat(8_257_536))))));
            assertThat(fixture.inTransaction(() -> fixture.store().status()).ready())
                    .isEqualTo(1);
        }
    }

    @Test
    void unknownProduct_isRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Dialects.ofProduct("dBASE"))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(
                        "OUTBOX-5002", "dBASE", "H2, MariaDB, Microsoft SQL Server, MySQL, Oracle, PostgreSQL");
    }

    private static JpaFixture open(String unit, Map<String, String> settings, SchemaMode mode) {
        JpaFixture fixture = new JpaFixture(unit, settings);
        fixture.configure(config -> config.schema(mode));
        return fixture;
    }

    private static ThrowingCallable prepare(JpaFixture fixture) {
        return () -> fixture.inTransaction(() -> fixture.store().prepare(1));
    }
}

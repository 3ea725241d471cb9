package io.outboxed.jpa;

import static io.outboxed.spi.Envelopes.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.jpa.database.Database;
import jakarta.persistence.FlushModeType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store writes, and when, with strict keys. */
class StrictKeysTest {
    private JpaFixture fixture;

    private void open(String unit, boolean strict) {
        Map<String, String> settings = new HashMap<>(Database.H2.fresh());
        settings.put("jakarta.persistence.schema-generation.database.action", "create");
        fixture = new JpaFixture(unit, settings);
        fixture.configure(config -> config.strictKeys(strict));
        fixture.empty(1);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** What is in the database, whatever the provider holds back. */
    private long rows(String table) {
        return ((Number) fixture.get()
                        .createNativeQuery("select count(*) from " + table)
                        .setFlushMode(FlushModeType.COMMIT)
                        .getSingleResult())
                .longValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "eclipselink"})
    void entries_areInTheDatabaseWhenAppendReturns(String unit) {
        open(unit, true);
        fixture.inTransaction(() -> {
            fixture.store().append(0, List.of(envelope("a", "k"), envelope("b")));
            assertThat(rows("outbox_entry")).isEqualTo(2);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = "shop")
    void rowsOfTheApplication_areWrittenBeforeAKeyIsLocked(String unit) {
        open(unit, true);
        fixture.inTransaction(() -> {
            fixture.get().persist(new Order(1, "book"));
            assertThat(rows("shop_order")).isZero();
            fixture.store().lockKeys(List.of("k"));
            assertThat(rows("shop_order")).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = "shop")
    void claimOfAnId_writesNothingOfTheApplication(String unit) {
        open(unit, false);
        fixture.inTransaction(() -> {
            fixture.get().persist(new Order(1, "book"));
            fixture.store().append(0, List.of(envelope("a")));
            assertThat(fixture.store().claimId("id")).isTrue();
            assertThat(rows("shop_order")).isZero();
            assertThat(rows("outbox_entry")).isZero();
        });
    }
}

package io.outboxed.jpa;

import static io.outboxed.spi.Envelopes.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.jpa.database.Database;
import io.outboxed.spi.LaneOutlook;
import jakarta.persistence.FlushModeType;
import java.util.List;
import org.hibernate.query.NativeQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The outbox leaves the rest of the application's persistence context and cache alone. */
class SqlTest {
    private JpaFixture fixture;

    @BeforeEach
    void open() {
        fixture = JpaFixture.withGeneratedSchema("shop", Database.H2.fresh());
        fixture.inTransaction(() -> fixture.store().prepare(1));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void nativeStatements_tellHibernateTheirTables() {
        fixture.inTransaction(() -> assertThat(Sql.query(fixture.get(), "select lane from outbox_lane")
                        .unwrap(NativeQuery.class)
                        .getSynchronizedQuerySpaces())
                .containsExactlyInAnyOrder(
                        "outbox_entry",
                        "outbox_parked",
                        "outbox_lane",
                        "outbox_id",
                        "outbox_key",
                        "outbox_pause",
                        "outbox_inbox"));
    }

    @Test
    void queryOfTheOutbox_doesNotFlushTheApplicationsEntities() {
        fixture.inTransaction(() -> {
            fixture.get().persist(new Order(1, "book"));
            fixture.store().outlook();

            assertThat(fixture.get()
                            .createNativeQuery("select count(*) from shop_order")
                            .setFlushMode(FlushModeType.COMMIT)
                            .getSingleResult())
                    .isEqualTo(0L);
        });
    }

    @Test
    void queryOfTheOutbox_seesEntriesOfItsOwnTransaction() {
        fixture.inTransaction(() -> {
            fixture.store().append(0, List.of(envelope("a")));

            assertThat(fixture.store().outlook()).singleElement().matches(LaneOutlook::hasReady);
        });
    }
}

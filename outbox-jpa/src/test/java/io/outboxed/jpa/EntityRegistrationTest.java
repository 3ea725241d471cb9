package io.outboxed.jpa;

import static io.outboxed.spi.Envelopes.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.StoreException;
import io.outboxed.jpa.database.Database;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityRegistrationTest {

    @ParameterizedTest
    @ValueSource(strings = {"shop", "mapping-file", "classes"})
    void unitThatNamesTheOutboxOrNot_hasIt(String unit) {
        try (JpaFixture fixture = new JpaFixture(unit, Database.H2.fresh())) {
            fixture.inTransaction(() -> fixture.store().prepare(1));
            fixture.inTransaction(() -> fixture.store().append(0, List.of(envelope("a"))));

            assertThat(fixture.inTransaction(() -> fixture.store().status()).ready())
                    .isEqualTo(1);
        }
    }

    @Test
    void unitThatWantsNoOutbox_hasNoneAndIsRefused() {
        try (JpaFixture fixture = new JpaFixture("without-outbox", Database.H2.fresh())) {
            assertThatThrownBy(() -> fixture.inTransaction(() -> fixture.store().prepare(1)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll(
                            "OUTBOX-5001",
                            "'without-outbox'",
                            "<mapping-file>META-INF/outbox-orm.xml</mapping-file>",
                            "outbox.persistence-unit");
        }
    }
}

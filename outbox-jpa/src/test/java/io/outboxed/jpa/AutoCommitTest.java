package io.outboxed.jpa;

import static io.outboxed.spi.Envelopes.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.StoreException;
import io.outboxed.jpa.database.Database;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A transaction that the database connection takes no part in, as some servers begin it. */
class AutoCommitTest {

    @ParameterizedTest
    @ValueSource(strings = {"eclipselink", "mapping-file"})
    void whatIsPublishedInAutoCommit_isRefusedAndNotStored(String unit) {
        try (JpaFixture fixture = new JpaFixture(unit, Database.H2.fresh())) {
            JpaOutboxStore store = fixture.store();
            fixture.inTransaction(() -> store.prepare(1));

            fixture.inTransaction(() -> {
                setAutoCommit(fixture, true);
                assertRefused(() -> store.append(0, List.of(envelope("a"))));
                assertRefused(() -> store.claimId("a"));
                assertRefused(() -> store.lockKeys(List.of("a")));
                assertRefused(() -> fixture.inbox().remember("consumer", "a"));
                assertRefused(() -> fixture.inbox().forget("consumer", "a"));
                setAutoCommit(fixture, false);
            });

            assertThat(fixture.inTransaction(store::status).ready()).isZero();
            assertThat(fixture.inTransaction(() -> store.claimId("a"))).isTrue();
            assertThat(fixture.inTransaction(() -> fixture.inbox().remember("consumer", "a")))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectionIsInTransaction_withXaOrWithoutAutoCommit(Database database) throws Exception {
        XAConnection source = database.freshXa().getXAConnection();
        try (Connection connection = source.getConnection()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("create table outbox_entry (id int)");
            }
            Dialect dialect = Dialects.ofProduct(connection.getMetaData().getDatabaseProductName());
            assertThat(dialect.isInTransaction(connection)).as("auto-commit").isFalse();

            connection.setAutoCommit(false);
            assertThat(dialect.isInTransaction(connection)).as("local").isTrue();
            connection.setAutoCommit(true);

            Xid xid = new Branch();
            source.getXAResource().start(xid, XAResource.TMNOFLAGS);
            assertThat(dialect.isInTransaction(connection)).as("XA").isTrue();
            source.getXAResource().end(xid, XAResource.TMSUCCESS);
            source.getXAResource().rollback(xid);
        } finally {
            source.close();
        }
    }

    private static void assertRefused(Runnable publishing) {
        assertThatThrownBy(publishing::run).isInstanceOf(StoreException.class).hasMessageContaining("OUTBOX-5030");
    }

    private static void setAutoCommit(JpaFixture fixture, boolean on) {
        Jdbc.call(fixture.get(), connection -> {
            connection.setAutoCommit(on);
            return null;
        });
    }

    private record Branch() implements Xid {

        @Override
        public int getFormatId() {
            return 1;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return new byte[] {1};
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[] {1};
        }
    }
}

package io.outboxed.jpa;

import static io.outboxed.spi.Envelopes.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.jpa.database.Database;
import io.outboxed.spi.Entry;
import io.outboxed.spi.LaneLock;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tenants with a schema of their own in one PostgreSQL database, and one outbox for all of them in another schema: that of the application
 * is on the search path of each tenant's connections.
 */
class SchemaPerTenantTest {
    /** What the relay's transactions have: the application's own schema and no tenant's. */
    private static final String NONE = "none";

    private static final ThreadLocal<String> TENANT = ThreadLocal.withInitial(() -> NONE);
    private static String url;
    private static String user;

    private JpaFixture fixture;

    public static class Tenant implements CurrentTenantIdentifierResolver<String> {
        @Override
        public String resolveCurrentTenantIdentifier() {
            return TENANT.get();
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return true;
        }
    }

    public static class Connections implements MultiTenantConnectionProvider<String> {
        private static final long serialVersionUID = 1L;

        @Override
        public Connection getAnyConnection() throws SQLException {
            return DriverManager.getConnection(url, user, "");
        }

        @Override
        public void releaseAnyConnection(Connection connection) throws SQLException {
            connection.close();
        }

        @Override
        public Connection getConnection(String tenant) throws SQLException {
            Connection connection = getAnyConnection();
            if (!tenant.equals(NONE)) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("set search_path to " + schema(tenant) + ", " + connection.getSchema());
                }
            }
            return connection;
        }

        @Override
        public void releaseConnection(String tenant, Connection connection) throws SQLException {
            connection.close();
        }

        @Override
        public boolean supportsAggressiveRelease() {
            return false;
        }

        @Override
        public boolean isUnwrappableAs(Class<?> type) {
            return false;
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new IllegalArgumentException(type.getName());
        }
    }

    /** There may be others of that name in the same database. */
    private static String schema(String tenant) {
        return tenant + url.replaceAll(".*currentSchema=(\\w+).*", "_$1");
    }

    @BeforeEach
    void open() {
        Map<String, String> settings = new HashMap<>(Database.POSTGRESQL.fresh());
        url = settings.get("jakarta.persistence.jdbc.url");
        user = settings.get("jakarta.persistence.jdbc.user");
        settings.put("hibernate.multi_tenant_connection_provider", Connections.class.getName());
        settings.put("hibernate.tenant_identifier_resolver", Tenant.class.getName());
        fixture = new JpaFixture("shop", settings);
        fixture.empty(1);
        for (String tenant : List.of("north", "south")) {
            fixture.sql("create schema " + schema(tenant));
            fixture.sql("create table " + schema(tenant)
                    + ".shop_order (id bigint primary key, item varchar(100), dtype varchar(31))");
        }
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void as(String tenant, Runnable work) {
        TENANT.set(tenant);
        try {
            fixture.inTransaction(work);
        } finally {
            TENANT.remove();
        }
    }

    private long orders(String tenant) {
        return fixture.inTransaction(() -> ((Number) fixture.get()
                        .createNativeQuery("select count(*) from " + schema(tenant) + ".shop_order")
                        .getSingleResult())
                .longValue());
    }

    private void order(long id, String key) {
        fixture.get().persist(new Order(id, "book"));
        fixture.store().append(0, List.of(envelope("of order " + id, key)));
    }

    @Test
    void messagesOfAllTenants_areInOneOutboxIfAndOnlyIfTheirTransactionCommits() {
        as("north", () -> order(1, "a"));
        as("south", () -> order(2, "a"));
        assertThatThrownBy(() -> as("south", () -> {
                    order(3, "a");
                    fixture.flush();
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        as("north", () -> order(4, "a"));

        assertThat(orders("north")).isEqualTo(2);
        assertThat(orders("south")).isEqualTo(1);
        List<Entry> sent = fixture.inTransaction(() -> {
            LaneLock lane = fixture.store().lock(0).orElseThrow();
            List<Entry> entries = fixture.store().read(lane, 10, 1_000_000);
            fixture.store().delivered(lane, entries, Duration.ZERO);
            return entries;
        });
        assertThat(sent).extracting(Entry::id).containsExactly("of order 1", "of order 2", "of order 4");
        assertThat(fixture.inTransaction(() -> fixture.store().backlog().destinations()))
                .isEmpty();
    }

    @Test
    void idThatTheCallerGives_isClaimedAmongAllTenants() {
        as("north", () -> assertThat(fixture.store().claimId("id")).isTrue());
        as("south", () -> assertThat(fixture.store().claimId("id")).isFalse());
    }
}

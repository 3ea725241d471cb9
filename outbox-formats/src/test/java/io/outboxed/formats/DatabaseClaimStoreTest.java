package io.outboxed.formats;

import io.outboxed.spi.Payload;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** On H2; with a transaction manager, and on the other products, see the integration tests. */
class DatabaseClaimStoreTest extends ClaimStoreContract {
    private final JdbcDataSource source = new JdbcDataSource();
    private Connection keptOpen;

    @BeforeEach
    void createTable() throws Exception {
        source.setURL("jdbc:h2:mem:claims");
        keptOpen = source.getConnection();
        String script = new String(
                getClass()
                        .getResourceAsStream("/META-INF/outboxed/claims/1/h2.sql")
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        try (Statement statement = keptOpen.createStatement()) {
            statement.execute(script);
        }
    }

    @AfterEach
    void forget() throws Exception {
        keptOpen.close();
    }

    @Override
    ClaimStore store() {
        return new DatabaseClaimStore(source);
    }

    @Override
    void put(String messageId, Payload payload, Instant time, List<String> references) throws Exception {
        references.add(new DatabaseClaimStore(source, Clock.fixed(time, ZoneOffset.UTC)).put(messageId, payload));
    }
}

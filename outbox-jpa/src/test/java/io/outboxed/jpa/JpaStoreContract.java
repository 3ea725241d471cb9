package io.outboxed.jpa;

import io.outboxed.spi.OutboxStoreContract;
import io.outboxed.spi.StoreFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** The contract of every store, on one database for all tests of a class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JpaStoreContract extends OutboxStoreContract {
    private final JpaFixture database;

    JpaStoreContract(JpaFixture database) {
        this.database = database;
    }

    @Override
    protected StoreFixture emptyStore(int lanes) {
        database.empty(lanes);
        return database;
    }

    @AfterAll
    void closeDatabase() {
        database.close();
    }
}

package io.outboxed.jpa;

import io.outboxed.jpa.database.Database;

class PostgresStoreTest extends JpaStoreContract {
    PostgresStoreTest() {
        super(new JpaFixture("shop", Database.POSTGRESQL.fresh()));
    }
}

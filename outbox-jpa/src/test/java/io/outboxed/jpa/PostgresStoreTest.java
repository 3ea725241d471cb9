package io.outboxed.jpa;

class PostgresStoreTest extends JpaStoreContract {
    PostgresStoreTest() {
        super(new JpaFixture("shop", Database.POSTGRESQL.fresh()));
    }
}

package io.outboxed.jpa;

/** The default of MariaDB is repeatable read. */
class MariaDbReadCommittedTest extends JpaStoreContract {
    MariaDbReadCommittedTest() {
        super(new JpaFixture("shop", Database.MARIADB.fresh("&transactionIsolation=READ-COMMITTED")));
    }
}

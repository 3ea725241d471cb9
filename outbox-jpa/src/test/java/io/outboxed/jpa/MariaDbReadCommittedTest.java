package io.outboxed.jpa;

import io.outboxed.jpa.database.Database;

/** The default of MariaDB is repeatable read. */
class MariaDbReadCommittedTest extends JpaStoreContract {
    MariaDbReadCommittedTest() {
        super(new JpaFixture("shop", Database.MARIADB.fresh("&transactionIsolation=READ-COMMITTED")));
    }
}

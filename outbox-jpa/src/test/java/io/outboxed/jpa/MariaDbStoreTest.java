package io.outboxed.jpa;

import io.outboxed.jpa.database.Database;

class MariaDbStoreTest extends JpaStoreContract {
    MariaDbStoreTest() {
        super(new JpaFixture("shop", Database.MARIADB.fresh()));
    }
}

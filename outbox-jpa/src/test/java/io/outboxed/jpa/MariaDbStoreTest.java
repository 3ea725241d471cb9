package io.outboxed.jpa;

class MariaDbStoreTest extends JpaStoreContract {
    MariaDbStoreTest() {
        super(new JpaFixture("shop", Database.MARIADB.fresh()));
    }
}

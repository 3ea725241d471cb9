package io.outboxed.jpa;

import io.outboxed.jpa.database.Database;

class H2StoreTest extends JpaStoreContract {
    H2StoreTest() {
        super(new JpaFixture("shop", Database.H2.fresh()));
    }
}

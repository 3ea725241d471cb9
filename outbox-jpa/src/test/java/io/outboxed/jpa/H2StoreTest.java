package io.outboxed.jpa;

class H2StoreTest extends JpaStoreContract {
    H2StoreTest() {
        super(new JpaFixture("shop", Database.H2.fresh()));
    }
}

package io.outboxed.jpa;

class H2EclipseLinkTest extends JpaStoreContract {
    H2EclipseLinkTest() {
        super(new JpaFixture("eclipselink", Database.H2.fresh()));
    }
}

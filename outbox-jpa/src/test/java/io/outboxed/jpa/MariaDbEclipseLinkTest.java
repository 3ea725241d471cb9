package io.outboxed.jpa;

class MariaDbEclipseLinkTest extends JpaStoreContract {
    MariaDbEclipseLinkTest() {
        super(new JpaFixture("eclipselink", Database.MARIADB.fresh()));
    }
}

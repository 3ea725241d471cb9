package io.outboxed.jpa;

class PostgresEclipseLinkTest extends JpaStoreContract {
    PostgresEclipseLinkTest() {
        super(new JpaFixture("eclipselink", Database.POSTGRESQL.fresh()));
    }
}

package io.outboxed.jpa;

import io.outboxed.jpa.database.Database;

class PostgresEclipseLinkTest extends JpaStoreContract {
    PostgresEclipseLinkTest() {
        super(new JpaFixture("eclipselink", Database.POSTGRESQL.fresh()));
    }
}

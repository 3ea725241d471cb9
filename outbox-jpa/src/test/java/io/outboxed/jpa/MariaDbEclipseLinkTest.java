package io.outboxed.jpa;

import io.outboxed.jpa.database.Database;

class MariaDbEclipseLinkTest extends JpaStoreContract {
    MariaDbEclipseLinkTest() {
        super(new JpaFixture("eclipselink", Database.MARIADB.fresh()));
    }
}

package io.outboxed.jpa;

import io.outboxed.jpa.database.Database;

class H2EclipseLinkTest extends JpaStoreContract {
    H2EclipseLinkTest() {
        super(new JpaFixture("eclipselink", Database.H2.fresh()));
    }
}

package io.outboxed.jpa;

import io.outboxed.jpa.database.Database;

/** A stricter repeatable read, which is the default from MariaDB 11.6.2 on. */
class MariaDbSnapshotIsolationTest extends JpaStoreContract {
    MariaDbSnapshotIsolationTest() {
        super(new JpaFixture("shop", Database.MARIADB.fresh("&sessionVariables=innodb_snapshot_isolation=ON")));
    }
}

package io.outboxed.jpa;

import io.outboxed.jpa.database.Database;

/** The default of PostgreSQL is read committed. */
class PostgresRepeatableReadTest extends JpaStoreContract {
    PostgresRepeatableReadTest() {
        super(new JpaFixture(
                "shop", Database.POSTGRESQL.fresh("&options=-c%20default_transaction_isolation=repeatable%5C%20read")));
    }

    @Override
    protected boolean conflictsEndTransactions() {
        return true;
    }
}

package io.outboxed.jpa;

import io.outboxed.jpa.database.Database;

class PostgresGeneratedSchemaTest extends JpaStoreContract {
    PostgresGeneratedSchemaTest() {
        super(JpaFixture.withGeneratedSchema("shop", Database.POSTGRESQL.fresh()));
    }
}

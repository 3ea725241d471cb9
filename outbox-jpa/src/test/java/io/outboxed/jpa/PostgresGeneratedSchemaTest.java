package io.outboxed.jpa;

class PostgresGeneratedSchemaTest extends JpaStoreContract {
    PostgresGeneratedSchemaTest() {
        super(JpaFixture.withGeneratedSchema("shop", Database.POSTGRESQL.fresh()));
    }
}

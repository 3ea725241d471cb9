package io.outboxed.jpa;

class H2GeneratedSchemaTest extends JpaStoreContract {
    H2GeneratedSchemaTest() {
        super(JpaFixture.withGeneratedSchema("shop", Database.H2.fresh()));
    }
}

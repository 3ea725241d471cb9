package io.outboxed.jpa;

import io.outboxed.jpa.database.Database;

class H2GeneratedSchemaTest extends JpaStoreContract {
    H2GeneratedSchemaTest() {
        super(JpaFixture.withGeneratedSchema("shop", Database.H2.fresh()));
    }
}

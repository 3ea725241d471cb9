package io.outboxed.jpa;

import jakarta.persistence.EntityManager;
import java.util.List;

/** Finds the dialect of the database that an entity manager talks to. */
final class Dialects {
    private static final List<Dialect> KNOWN = List.of(
            new H2Dialect(),
            new PostgresDialect(),
            new MariaDbDialect(),
            new MySqlDialect(),
            new OracleDialect(),
            new SqlServerDialect());

    private Dialects() {}

    static List<Dialect> known() {
        return KNOWN;
    }

    /**
     * Asks the connection of the current transaction.
     *
     * @throws io.outboxed.StoreException if the product is not known
     */
    static Dialect of(EntityManager em) {
        return ofProduct(Jdbc.call(em, connection -> connection.getMetaData().getDatabaseProductName()));
    }

    static Dialect ofProduct(String product) {
        return KNOWN.stream()
                .filter(dialect -> dialect.product().equalsIgnoreCase(product))
                .findFirst()
                .orElseThrow(() -> JpaErrors.unknownProduct(
                        product, KNOWN.stream().map(Dialect::product).toList()));
    }
}

package io.outboxed.example.infrastructure;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Puts H2's sequences behind the highest number in use before anything draws from them.
 *
 * <p>H2 hands out the numbers of a sequence's next range before it has written that the range is taken. A process that is
 * killed at that moment hands them out again in its next life (seen with 2.2.224, with plain JDBC too). Other databases keep
 * their promise, so nothing is done there.
 */
@Singleton
@Startup
public class H2Sequences {
    private static final Map<String, String> HIGHEST = Map.of(
            "shop_order_seq", "max(id) from shop_order",
            "shipment_seq", "max(id) from shipment",
            "delivery_seq", "max(seq) from delivery");

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource dataSource;

    @PersistenceContext
    private EntityManager em;

    @PostConstruct
    void catchUp() {
        if (isH2()) {
            HIGHEST.forEach((sequence, highest) -> em.createNativeQuery("alter sequence " + sequence
                            + " restart with (select coalesce(n, 0) + 1 from (select " + highest + ") m (n))")
                    .executeUpdate());
        }
    }

    /** Returns when the sequences have caught up: Payara delivers messages while startup singletons are still being made. */
    public void await() {
        // Whoever calls a singleton waits until it has been made.
    }

    private boolean isH2() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("H2");
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not tell what it is.", e);
        }
    }
}

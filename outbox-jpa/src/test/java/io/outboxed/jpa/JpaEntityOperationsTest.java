package io.outboxed.jpa;

import static io.outboxed.spi.Envelopes.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.StoreException;
import io.outboxed.jpa.database.Database;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JpaEntityOperationsTest {
    private JpaFixture fixture;
    private JpaEntityOperations operations;

    @BeforeEach
    void open() {
        fixture = JpaFixture.withGeneratedSchema("shop", Database.H2.fresh());
        fixture.inTransaction(() -> fixture.store().prepare(1));
        operations = new JpaEntityOperations(fixture);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void persistedEntity_isStoredWithItsMessage() {
        fixture.inTransaction(() -> {
            operations.persist(new Order(1, "book"));
            fixture.store().append(0, List.of(envelope("a")));
        });

        assertThat(find(1).item()).isEqualTo("book");
        assertThat(fixture.inTransaction(fixture.store()::status).ready()).isEqualTo(1);
    }

    @Test
    void mergedDetachedEntity_isChanged() {
        fixture.inTransaction(() -> operations.persist(new Order(1, "book")));
        Order detached = find(1);
        detached.change("pen");

        Order managed = fixture.inTransaction(() -> operations.merge(detached));

        assertThat(managed).isNotSameAs(detached);
        assertThat(find(1).item()).isEqualTo("pen");
    }

    @Test
    void detachedEntityOrProxy_isRemoved() {
        fixture.inTransaction(() -> {
            operations.persist(new Order(1, "book"));
            operations.persist(new Order(2, "pen"));
        });
        Order detached = find(1);

        fixture.inTransaction(() -> operations.remove(detached));
        fixture.inTransaction(() -> operations.remove(fixture.get().getReference(Order.class, 2L)));

        assertThat(find(1)).isNull();
        assertThat(find(2)).isNull();
    }

    @Test
    void subclassesOfEntities_areEntities() {
        fixture.inTransaction(() -> {
            operations.persist(new ExpressOrder(1));
            operations.merge(new ExpressOrder(2));
        });

        assertThat(find(1)).isInstanceOf(ExpressOrder.class);
    }

    @Test
    void classThatIsNoEntity_isRefusedBeforeAnythingIsWritten() {
        List<Runnable> refused = List.of(
                () -> operations.persist("text"),
                () -> operations.merge(Map.of()),
                () -> operations.remove(new JpaEntityOperationsTest()));

        for (Runnable operation : refused) {
            fixture.inTransaction(() -> {
                assertThatThrownBy(operation::run)
                        .isInstanceOf(StoreException.class)
                        .hasMessageContainingAll("OUTBOX-5040", "'shop'");
                assertThat(fixture.get().getTransaction().getRollbackOnly()).isFalse();
            });
        }
    }

    @Test
    void null_isRefusedByName() {
        assertThatThrownBy(() -> operations.persist(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("entity");
    }

    private Order find(long id) {
        Supplier<Order> find = () -> fixture.get().find(Order.class, id);
        return fixture.inTransaction(find);
    }
}

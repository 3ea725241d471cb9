package io.outboxed.internal.cdi;

import io.outboxed.Outbox;
import io.outboxed.internal.Errors;
import io.outboxed.internal.publish.Routing;
import io.outboxed.spi.EntityOperations;
import io.outboxed.spi.PerUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** {@link Outbox} for applications. */
@PerUnit
@ApplicationScoped
class OutboxBean implements Outbox {

    @Inject
    private Publisher publisher;

    @Inject
    private Instance<EntityOperations> entityOperations;

    @Override
    public String publish(Object message) {
        return publishAll(List.of(Objects.requireNonNull(message, "message"))).get(0);
    }

    @Override
    public List<String> publishAll(Collection<?> messages) {
        List<?> all = copy(messages, "messages");
        publisher.requireTransaction("Outbox.publish");
        return publisher.publish(all, Routing.NONE);
    }

    @Override
    public void persist(Object entity, Object message) {
        persistAll(one(entity, "entity"), one(message, "message"));
    }

    @Override
    public <E> E merge(E entity, Object message) {
        List<E> merged = mergeAll(one(entity, "entity"), one(message, "message"));
        return merged.get(0);
    }

    @Override
    public void remove(Object entity, Object message) {
        removeAll(one(entity, "entity"), one(message, "message"));
    }

    @Override
    public void persistAll(Collection<?> entities, Collection<?> messages) {
        change("Outbox.persist", entities, messages, entity -> {
            operations().persist(entity);
            return entity;
        });
    }

    @Override
    public <E> List<E> mergeAll(Collection<? extends E> entities, Collection<?> messages) {
        return change("Outbox.merge", entities, messages, entity -> operations().merge(entity));
    }

    @Override
    public void removeAll(Collection<?> entities, Collection<?> messages) {
        change("Outbox.remove", entities, messages, entity -> {
            operations().remove(entity);
            return entity;
        });
    }

    private <E> List<E> change(
            String what, Collection<? extends E> entities, Collection<?> messages, Function<E, E> operation) {
        List<E> allEntities = copy(entities, "entities");
        List<?> allMessages = copy(messages, "messages");
        publisher.requireTransaction(what);
        return publisher.orRollBack(() -> {
            List<E> changed = allEntities.stream().map(operation).toList();
            publisher.publish(allMessages, Routing.NONE);
            return changed;
        });
    }

    private EntityOperations operations() {
        if (entityOperations.isUnsatisfied()) {
            throw Errors.noEntityOperations();
        }
        return entityOperations.get();
    }

    private static <E> List<E> one(E element, String name) {
        return List.of(Objects.requireNonNull(element, name));
    }

    private static <E> List<E> copy(Collection<? extends E> elements, String name) {
        Objects.requireNonNull(elements, name).forEach(element -> Objects.requireNonNull(element, "one of " + name));
        return List.copyOf(elements);
    }
}

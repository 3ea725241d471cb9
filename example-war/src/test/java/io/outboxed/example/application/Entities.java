package io.outboxed.example.application;

import io.outboxed.example.domain.Item;
import jakarta.persistence.EntityManager;
import jakarta.persistence.GeneratedValue;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** As much of a persistence context as the services under test need: items that are there, and a list of what was persisted. */
final class Entities {
    private final Map<String, Item> items;
    private final List<Object> persisted = new ArrayList<>();

    Entities(Map<String, Item> items) {
        this.items = Map.copyOf(items);
    }

    <T> List<T> persisted(Class<T> type) {
        return persisted.stream().filter(type::isInstance).map(type::cast).toList();
    }

    EntityManager manager() {
        return (EntityManager) Proxy.newProxyInstance(
                Entities.class.getClassLoader(),
                new Class<?>[] {EntityManager.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "persist" -> persist(args[0]);
                    case "find" -> args[0] == Item.class ? items.get(args[1]) : null;
                    case "refresh" -> null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private Object persist(Object entity) throws ReflectiveOperationException {
        persisted.add(entity);
        for (Field field : entity.getClass().getDeclaredFields()) {
            if (field.isAnnotationPresent(GeneratedValue.class)) {
                field.setAccessible(true);
                field.set(entity, (long) persisted.size());
            }
        }
        return null;
    }
}

package io.outboxed.internal.publish;

import io.outboxed.internal.Errors;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads a named property of payloads: a record component or method of that name, a getter, or a field.
 *
 * <p><b>Threads:</b> any number.
 */
public final class KeyProperty {
    private final Map<Property, Member> members = new ConcurrentHashMap<>();

    private record Property(Class<?> type, String name) {}

    /**
     * The property's value.
     *
     * @throws io.outboxed.PublishException if there is no such property, it cannot be read, or its value is null
     */
    public Object read(Object payload, String name) {
        Class<?> type = payload.getClass();
        Member member = members.computeIfAbsent(new Property(type, name), KeyProperty::member);
        Object value;
        try {
            value = member instanceof Method method ? method.invoke(payload) : ((Field) member).get(payload);
        } catch (InvocationTargetException e) {
            throw Errors.unreadableKey(type, name, e.getCause());
        } catch (IllegalAccessException e) {
            throw Errors.unreadableKey(type, name, e);
        }
        if (value == null) {
            throw Errors.nullKey(type, name);
        }
        return value;
    }

    /** Whether instances of a class have the property. */
    public static boolean exists(Class<?> type, String name) {
        return find(type, name).isPresent();
    }

    private static Member member(Property property) {
        Member member =
                find(property.type, property.name).orElseThrow(() -> Errors.unknownKey(property.type, property.name));
        try {
            ((AccessibleObject) member).setAccessible(true);
        } catch (RuntimeException e) {
            throw Errors.unreadableKey(property.type, property.name, e);
        }
        return member;
    }

    private static Optional<Member> find(Class<?> type, String name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String capitalised = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        for (String candidate : new String[] {name, "get" + capitalised, "is" + capitalised}) {
            Optional<Member> method = method(type, candidate);
            if (method.isPresent()) {
                return method;
            }
        }
        return field(type, name);
    }

    private static Optional<Member> method(Class<?> type, String name) {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                if (method.getName().equals(name) && isProperty(method)) {
                    return Optional.of(method);
                }
            }
        }
        for (Method method : type.getMethods()) { // default methods, and the methods of interfaces
            if (method.getName().equals(name) && method.getDeclaringClass() != Object.class && isProperty(method)) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }

    private static boolean isProperty(Method method) {
        return method.getParameterCount() == 0
                && method.getReturnType() != void.class
                && !method.isSynthetic()
                && !Modifier.isStatic(method.getModifiers());
    }

    private static Optional<Member> field(Class<?> type, String name) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (field.getName().equals(name) && !Modifier.isStatic(field.getModifiers())) {
                    return Optional.of(field);
                }
            }
        }
        return Optional.empty();
    }
}

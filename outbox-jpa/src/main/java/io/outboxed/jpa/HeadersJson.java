package io.outboxed.jpa;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Headers as JSON. Strings and booleans stand as they are, a number with its Java type, because an {@code Integer} must not
 * come back as a {@code Long}: {@code {"tenant":"a","urgent":true,"version":{"Integer":"3"}}}.
 */
final class HeadersJson {
    private volatile JsonProvider provider;

    /** Null if there are no headers. */
    String write(String id, Map<String, Object> headers) {
        if (headers.isEmpty()) {
            return null;
        }
        JsonObjectBuilder json = provider().createObjectBuilder();
        headers.forEach((name, value) -> {
            if (value instanceof String text) {
                json.add(name, text);
            } else if (value instanceof Boolean bool) {
                json.add(name, bool);
            } else if (isBoxed(value)) {
                json.add(
                        name,
                        provider().createObjectBuilder().add(value.getClass().getSimpleName(), value.toString()));
            } else {
                throw JpaErrors.unwritableHeader(id, name, value);
            }
        });
        return json.build().toString();
    }

    /** Unmodifiable; empty for null. */
    Map<String, Object> read(String id, String json) {
        if (json == null || json.isEmpty()) {
            return Map.of();
        }
        try (JsonReader reader = provider().createReader(new StringReader(json))) {
            Map<String, Object> headers = new LinkedHashMap<>();
            reader.readObject().forEach((name, value) -> headers.put(name, header(value)));
            return Collections.unmodifiableMap(headers);
        } catch (RuntimeException e) {
            throw JpaErrors.unreadableHeaders(id, e);
        }
    }

    /** The names alone, also of headers that only a newer version can read; empty where nothing can be read. */
    Set<String> names(String json) {
        if (json == null || json.isEmpty()) {
            return Set.of();
        }
        try (JsonReader reader = provider().createReader(new StringReader(json))) {
            return Set.copyOf(reader.readObject().keySet());
        } catch (RuntimeException e) {
            return Set.of();
        }
    }

    private static Object header(JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> ((JsonString) value).getString();
            case TRUE -> true;
            case FALSE -> false;
            case OBJECT -> number((JsonObject) value);
            default -> throw new IllegalArgumentException("A header of JSON type " + value.getValueType());
        };
    }

    private static Number number(JsonObject tagged) {
        String type = tagged.keySet().iterator().next();
        String text = tagged.getString(type);
        return switch (type) {
            case "Byte" -> Byte.valueOf(text);
            case "Short" -> Short.valueOf(text);
            case "Integer" -> Integer.valueOf(text);
            case "Long" -> Long.valueOf(text);
            case "Float" -> Float.valueOf(text);
            case "Double" -> Double.valueOf(text);
            default -> throw new IllegalArgumentException("A header of number type " + type);
        };
    }

    private static boolean isBoxed(Object value) {
        return value instanceof Integer
                || value instanceof Long
                || value instanceof Double
                || value instanceof Float
                || value instanceof Short
                || value instanceof Byte;
    }

    private JsonProvider provider() {
        if (provider == null) {
            provider = JsonProvider.provider(); // expensive: a search for services
        }
        return provider;
    }
}

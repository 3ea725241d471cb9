package io.outboxed.cli.client;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the fields of an answer; one that is missing or of another type is an error that names it. Others are not looked at. */
final class Fields {
    private final JsonObject object;

    Fields(JsonObject object) {
        this.object = object;
    }

    String text(String name) {
        return value(name, JsonString.class).getString();
    }

    Optional<String> optionalText(String name) {
        return isNull(name) ? Optional.empty() : Optional.of(text(name));
    }

    long number(String name) {
        return value(name, JsonNumber.class).longValue();
    }

    double decimal(String name) {
        return value(name, JsonNumber.class).doubleValue();
    }

    boolean flag(String name) {
        JsonValue value = value(name, JsonValue.class);
        if (value.equals(JsonValue.TRUE) || value.equals(JsonValue.FALSE)) {
            return value.equals(JsonValue.TRUE);
        }
        throw Errors.notUnderstood(name);
    }

    Instant instant(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw Errors.notUnderstood(name);
        }
    }

    Optional<Instant> optionalInstant(String name) {
        return isNull(name) ? Optional.empty() : Optional.of(instant(name));
    }

    Fields object(String name) {
        return new Fields(value(name, JsonObject.class));
    }

    Count count(String name) {
        return Count.of(value(name, JsonObject.class));
    }

    List<String> texts(String name) {
        return each(name, JsonString.class, JsonString::getString);
    }

    <T> List<T> list(String name, Function<Fields, T> reader) {
        return each(name, JsonObject.class, element -> reader.apply(new Fields(element)));
    }

    private <E extends JsonValue, T> List<T> each(String name, Class<E> type, Function<E, T> reader) {
        return value(name, JsonArray.class).stream()
                .map(element -> reader.apply(cast(name, type, element)))
                .toList();
    }

    private boolean isNull(String name) {
        return object.getOrDefault(name, JsonValue.NULL).equals(JsonValue.NULL);
    }

    private <T extends JsonValue> T value(String name, Class<T> type) {
        return cast(name, type, object.get(name));
    }

    private static <T extends JsonValue> T cast(String name, Class<T> type, JsonValue value) {
        if (!type.isInstance(value)) {
            throw Errors.notUnderstood(name);
        }
        return type.cast(value);
    }
}

package io.outboxed.example.interfaces.rest;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.InputStream;

/** A request's JSON object, read field by field so that an error can name the field; unknown fields are ignored. */
final class JsonBody {
    private final JsonObject json;

    private JsonBody(JsonObject json) {
        this.json = json;
    }

    static JsonBody read(InputStream body) {
        try (JsonReader reader = Json.createReader(body)) {
            JsonStructure json = reader.read();
            if (json.getValueType() != JsonValue.ValueType.OBJECT) {
                throw ApiException.badRequest("BAD_JSON", null, "The body must be a JSON object.");
            }
            return new JsonBody(json.asJsonObject());
        } catch (JsonException e) {
            throw ApiException.badRequest("BAD_JSON", null, "The body is not JSON.");
        }
    }

    String text(String field, int maxLength) {
        if (!(required(field) instanceof JsonString value)) {
            throw ApiException.badRequest("BAD_FIELD", field, "'" + field + "' must be a text.");
        }
        String text = value.getString().strip();
        if (text.isEmpty() || text.length() > maxLength) {
            throw ApiException.badRequest(
                    "BAD_FIELD", field, "'" + field + "' must have 1 to " + maxLength + " characters.");
        }
        return text;
    }

    int integer(String field, int min, int max) {
        if (required(field) instanceof JsonNumber value) {
            try {
                int number = value.intValueExact();
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (ArithmeticException e) {
                // Not whole or far too large: the same answer as for any other number out of range.
            }
        }
        throw ApiException.badRequest(
                "BAD_FIELD", field, "'" + field + "' must be a whole number, " + min + " to " + max + ".");
    }

    boolean truth(String field) {
        return truth(field, required(field));
    }

    /** False where the field is missing. */
    boolean optionalTruth(String field) {
        return !isMissing(field) && truth(field, json.get(field));
    }

    private static boolean truth(String field, JsonValue value) {
        return switch (value.getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            default -> throw ApiException.badRequest("BAD_FIELD", field, "'" + field + "' must be true or false.");
        };
    }

    private boolean isMissing(String field) {
        return json.getOrDefault(field, JsonValue.NULL).getValueType() == JsonValue.ValueType.NULL;
    }

    private JsonValue required(String field) {
        if (isMissing(field)) {
            throw ApiException.badRequest("MISSING_FIELD", field, "'" + field + "' is missing.");
        }
        return json.get(field);
    }
}

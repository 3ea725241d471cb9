package io.outboxed.debezium;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.json.JsonConverter;

/**
 * Reads what column {@code HEADERS} has: strings and booleans as they are, a number with its Java type, {@code
 * {"tenant":"a","urgent":true,"version":{"Integer":"3"}}}.
 */
final class MessageHeaders implements AutoCloseable {
    private final JsonConverter json = new JsonConverter();

    MessageHeaders() {
        json.configure(Map.of("schemas.enable", "false"), false);
    }

    /** Adds each header; one of the router's of the same name gives way to it. Null is none. */
    void unfold(Object column, Headers headers) {
        if (column == null) {
            return;
        }
        Object all = json.toConnectData("headers", column.toString().getBytes(StandardCharsets.UTF_8))
                .value();
        if (!(all instanceof Map<?, ?> map)) {
            throw new DataException("The headers of an entry of the outbox are no JSON object");
        }
        map.forEach((key, value) -> {
            String name = key.toString();
            headers.remove(name);
            headers.add(name, read(name, value));
        });
    }

    private static SchemaAndValue read(String name, Object value) {
        if (value instanceof String) {
            return new SchemaAndValue(Schema.STRING_SCHEMA, value);
        }
        if (value instanceof Boolean) {
            return new SchemaAndValue(Schema.BOOLEAN_SCHEMA, value);
        }
        if (value instanceof Map<?, ?> tagged && tagged.size() == 1) {
            Map.Entry<?, ?> only = tagged.entrySet().iterator().next();
            return number(name, only.getKey().toString(), String.valueOf(only.getValue()));
        }
        throw unknown(name);
    }

    private static SchemaAndValue number(String name, String type, String text) {
        return switch (type) {
            case "Byte" -> new SchemaAndValue(Schema.INT8_SCHEMA, Byte.valueOf(text));
            case "Short" -> new SchemaAndValue(Schema.INT16_SCHEMA, Short.valueOf(text));
            case "Integer" -> new SchemaAndValue(Schema.INT32_SCHEMA, Integer.valueOf(text));
            case "Long" -> new SchemaAndValue(Schema.INT64_SCHEMA, Long.valueOf(text));
            case "Float" -> new SchemaAndValue(Schema.FLOAT32_SCHEMA, Float.valueOf(text));
            case "Double" -> new SchemaAndValue(Schema.FLOAT64_SCHEMA, Double.valueOf(text));
            default -> throw unknown(name);
        };
    }

    /** Without the value, which is nobody's business. */
    private static DataException unknown(String name) {
        return new DataException("Header '" + name + "' of an entry of the outbox is not what this version reads");
    }

    @Override
    public void close() {
        json.close();
    }
}

package io.outboxed.console;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/** A request that cannot be answered as asked. */
final class ConsoleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String field;

    /** {@code field} is the parameter, header or field at fault, or null. */
    ConsoleException(int status, String number, String field, String message) {
        this(status, "OUTBOX-" + number, field, message, null);
    }

    ConsoleException(int status, String code, String field, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
        this.code = code;
        this.field = field;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    /** As the API tells errors. */
    JsonObject json() {
        return Json.createObjectBuilder()
                .add(
                        "error",
                        Json.createObjectBuilder()
                                .add("code", code)
                                .add("message", getMessage())
                                .add("field", field == null ? JsonValue.NULL : Json.createValue(field)))
                .build();
    }
}

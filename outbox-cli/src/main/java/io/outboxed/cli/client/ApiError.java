package io.outboxed.cli.client;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/** What the console says about a failure. */
public record ApiError(String code, String message, Optional<String> field) {

    /** Finds it in an answer, which a container or a proxy may have given instead of the console. */
    static Optional<ApiError> in(String body) {
        return Json.parse(body)
                .map(object -> object.get("error"))
                .filter(error -> error.getValueType() == JsonValue.ValueType.OBJECT)
                .map(error -> of(error.asJsonObject()));
    }

    private static ApiError of(JsonObject error) {
        return new ApiError(
                error.getString("code", "no code"),
                error.getString("message", "no message"),
                Optional.ofNullable(error.getString("field", null)));
    }

    /** In one line. */
    public String text() {
        String text = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
        return code + " " + text + field.map(name -> " (" + name + ")").orElse("");
    }
}

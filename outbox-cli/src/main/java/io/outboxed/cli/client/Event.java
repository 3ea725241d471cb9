package io.outboxed.cli.client;

import jakarta.json.JsonObject;

/** An event of the console: an overview, or a failure. */
public record Event(String name, JsonObject data) {

    /** Whether its data are an overview. */
    public boolean isOverview() {
        return name.equals("overview");
    }

    /** Whether the store could not be read. */
    public boolean isFailure() {
        return name.equals("failure");
    }

    /** What a failure says. */
    public String failure() {
        return ApiError.in(data.toString()).map(ApiError::text).orElse("no reason was given");
    }
}

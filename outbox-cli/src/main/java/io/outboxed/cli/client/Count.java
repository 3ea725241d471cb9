package io.outboxed.cli.client;

import jakarta.json.JsonObject;

/**
 * A number of entries.
 *
 * @param exact false if there are about, or at least, so many
 */
public record Count(long value, boolean exact) {

    /** Reads the answer. */
    public static Count of(JsonObject answer) {
        Fields fields = new Fields(answer);
        return new Count(fields.number("value"), fields.flag("exact"));
    }
}

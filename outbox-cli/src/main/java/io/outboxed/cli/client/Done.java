package io.outboxed.cli.client;

import jakarta.json.JsonObject;
import java.util.List;

/**
 * What one request has done.
 *
 * @param more whether the time was up before all was done
 * @param remaining the ids that it has not looked at; empty for a filter
 */
public record Done(long done, long gone, long expired, boolean more, List<String> remaining) {

    /** Reads the answer. */
    public static Done of(JsonObject answer) {
        Fields fields = new Fields(answer);
        return new Done(
                fields.number("done"),
                fields.number("gone"),
                fields.number("expired"),
                fields.flag("more"),
                fields.texts("remaining"));
    }
}

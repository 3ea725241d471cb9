package io.outboxed.cli.client;

import jakarta.json.JsonObject;
import java.util.List;

/**
 * What is paused.
 *
 * @param changed whether the request has changed it
 */
public record Paused(boolean changed, boolean allPaused, List<String> destinations) {

    /** Reads the answer. */
    public static Paused of(JsonObject answer) {
        Fields fields = new Fields(answer);
        return new Paused(fields.flag("changed"), fields.flag("allPaused"), fields.texts("paused"));
    }
}

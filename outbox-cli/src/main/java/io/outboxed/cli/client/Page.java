package io.outboxed.cli.client;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Some of the entries that were asked for.
 *
 * @param next where the next page begins; empty on the last
 */
public record Page(List<Entry> entries, Optional<String> next) {

    /** Reads the answer. */
    public static Page of(JsonObject answer) {
        Fields fields = new Fields(answer);
        return new Page(fields.list("entries", Entry::of), fields.optionalText("next"));
    }
}

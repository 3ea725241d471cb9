package io.outboxed.cli;

import io.outboxed.cli.client.Api;
import io.outboxed.cli.client.Overview;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which entries: all that is said must be met. */
final class FilterOptions {

    @Option(names = "--destination", paramLabel = "<name>", order = 1, description = "Those to this destination.")
    private String destination;

    @Option(names = "--type", paramLabel = "<type>", order = 1, description = "Those of this type.")
    private String type;

    @Option(names = "--key", paramLabel = "<key>", order = 1, description = "Those of this ordering key.")
    private String key;

    @Option(names = "--id", paramLabel = "<id>", order = 1, description = "That with this message id.")
    private String id;

    @Option(
            names = "--error",
            paramLabel = "<text>",
            order = 1,
            description = "Those whose last error has this text in it, upper and lower case as it stands there.")
    private String error;

    @Option(
            names = "--from",
            paramLabel = "<time>",
            order = 1,
            converter = Moment.Converter.class,
            description =
                    "Dead letters buried, or entries due, then or later: 2026-11-01T10:00:00Z, or 30m for half an hour ago.")
    private Moment from;

    @Option(
            names = "--before",
            paramLabel = "<time>",
            order = 1,
            converter = Moment.Converter.class,
            description = "Dead letters buried, or entries due, before then.")
    private Moment before;

    boolean isEmpty() {
        return destination == null
                && type == null
                && key == null
                && id == null
                && error == null
                && from == null
                && before == null;
    }

    /** The filter as the API wants it, with times by the database's clock. */
    Map<String, String> resolve(Api api) throws InterruptedException {
        Map<String, String> filter = new LinkedHashMap<>();
        put(filter, "id", id);
        put(filter, "destination", destination);
        put(filter, "type", type);
        put(filter, "key", key);
        put(filter, "error", error);
        Instant now = isRelative(from) || isRelative(before)
                ? Overview.of(api.overview()).taken()
                : Instant.EPOCH;
        put(filter, "from", from == null ? null : from.at(now).toString());
        put(filter, "before", before == null ? null : before.at(now).toString());
        return filter;
    }

    private static boolean isRelative(Moment moment) {
        return moment != null && moment.isRelative();
    }

    private static void put(Map<String, String> filter, String name, String value) {
        if (value != null) {
            filter.put(name, value);
        }
    }
}

package io.outboxed.cli;

import io.outboxed.cli.client.Api;
import io.outboxed.cli.client.Count;
import io.outboxed.cli.client.Kind;
import io.outboxed.cli.client.Overview;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Entries that meet a filter, and are there when the command begins. What fails again meanwhile is not taken again: a dead letter is known by
 * the time of its burial. A retrying entry has only the time when it is due, which lies ahead, so there the number says when it is enough.
 */
final class MatchingTarget implements Target {
    private final Map<String, String> filter;
    private final Count count;
    private final Change change;
    private final Api api;

    private MatchingTarget(Map<String, String> filter, Count count, Change change, Api api) {
        this.filter = filter;
        this.count = count;
        this.change = change;
        this.api = api;
    }

    static MatchingTarget of(Selection.Matching selection, Change change, Api api) throws InterruptedException {
        Map<String, String> filter = new LinkedHashMap<>(selection.filter());
        if (change.kind() == Kind.DEAD) {
            Instant now = Overview.of(api.overview()).taken().plusMillis(1);
            filter.merge(
                    "before",
                    now.toString(),
                    (said, latest) -> Instant.parse(said).isBefore(now) ? said : latest);
        }
        Count count = Count.of(api.get(change.kind().path() + "/count", filter));
        return new MatchingTarget(filter, count, change, api);
    }

    @Override
    public Count count() {
        return count;
    }

    @Override
    public Found found() {
        return new Found(count, true);
    }

    @Override
    public void work(Tally tally, Report report) throws InterruptedException {
        JsonObjectBuilder parts = Json.createObjectBuilder();
        filter.forEach(parts::add);
        boolean isKnownWhenEnough = change.kind() == Kind.RETRYING && count.exact();
        new Rounds(api, change, tally, report)
                .matching(
                        Json.createObjectBuilder().add("filter", parts).build(),
                        isKnownWhenEnough ? count.value() : Long.MAX_VALUE);
    }
}

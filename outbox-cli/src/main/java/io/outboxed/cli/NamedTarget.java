package io.outboxed.cli;

import io.outboxed.cli.client.Api;
import io.outboxed.cli.client.Count;
import java.util.List;
import java.util.Map;

/** Entries of some ids. */
final class NamedTarget implements Target {

    /** What the console takes in one request. */
    private static final int MAX_IDS = 1_000;

    private final List<String> ids;
    private final Change change;
    private final Api api;

    NamedTarget(List<String> ids, Change change, Api api) {
        this.ids = ids;
        this.change = change;
        this.api = api;
    }

    @Override
    public Count count() {
        return new Count(ids.size(), true);
    }

    @Override
    public Found found() throws InterruptedException {
        long found = 0;
        for (String id : ids) {
            found += Count.of(api.get(change.kind().path() + "/count", Map.of("id", id)))
                    .value();
        }
        return new Found(new Count(found, true), found == ids.size());
    }

    @Override
    public void work(Tally tally, Report report) throws InterruptedException {
        for (int from = 0; from < ids.size(); from += MAX_IDS) {
            int to = Math.min(ids.size(), from + MAX_IDS);
            new Rounds(api, change, tally, report).named(ids.subList(from, to));
            if (to < ids.size()) {
                report.progress(tally);
            }
        }
    }
}

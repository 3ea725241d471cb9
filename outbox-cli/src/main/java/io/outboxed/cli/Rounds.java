package io.outboxed.cli;

import io.outboxed.cli.client.Api;
import io.outboxed.cli.client.Done;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;

/** Sends a request again while the application says that there is more, but not if it did nothing. */
final class Rounds {
    private final Api api;
    private final Change change;
    private final Tally tally;
    private final Report report;
    private long done;
    private long expired;

    Rounds(Api api, Change change, Tally tally, Report report) {
        this.api = api;
        this.change = change;
        this.tally = tally;
        this.report = report;
    }

    /** For ids: each round goes on with those that the one before has not looked at. */
    void named(List<String> ids) throws InterruptedException {
        List<String> remaining = ids;
        boolean more = true;
        while (more) {
            Done round = send(Json.createObjectBuilder()
                    .add("ids", Json.createArrayBuilder(remaining))
                    .build());
            tally.add(round.done(), round.gone(), round.expired());
            more = goesOn(
                    round, !round.remaining().isEmpty() && round.remaining().size() < remaining.size());
            remaining = round.remaining();
        }
    }

    /**
     * For a filter, which meets the expired ones again in each round.
     *
     * @param enough after so many, no further round
     */
    void matching(JsonObject body, long enough) throws InterruptedException {
        boolean more = true;
        while (more) {
            Done round = send(body);
            long expiredNow = Math.max(expired, round.expired());
            tally.add(round.done(), round.gone(), expiredNow - expired);
            expired = expiredNow;
            done += round.done();
            more = goesOn(round, round.done() + round.gone() > 0) && done < enough;
        }
    }

    private Done send(JsonObject body) throws InterruptedException {
        return Done.of(api.post(change.path(), body));
    }

    private boolean goesOn(Done round, boolean isProgress) {
        if (!round.more()) {
            return false;
        }
        report.progress(tally);
        if (!isProgress) {
            tally.left(round.remaining());
        }
        return isProgress;
    }
}

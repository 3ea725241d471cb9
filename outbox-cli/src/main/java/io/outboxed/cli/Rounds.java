package io.outboxed.cli;

import io.outboxed.cli.client.Api;
import io.outboxed.cli.client.Done;
import jakarta.json.JsonObject;

/** Sends a request again while the application says that there is more, but not if it did nothing. */
final class Rounds {
    private final Api api;
    private final Change change;
    private final Tally tally;
    private final Report report;
    private long done;
    private long gone;
    private long expired;

    Rounds(Api api, Change change, Tally tally, Report report) {
        this.api = api;
        this.change = change;
        this.tally = tally;
        this.report = report;
    }

    /** For ids: those that one round has done are gone for the next. */
    void named(JsonObject body) throws InterruptedException {
        boolean more = true;
        while (more) {
            Done round = send(body);
            add(round, Math.max(gone, round.gone() - done));
            more = goesOn(round, round.done() > 0);
        }
    }

    /**
     * For a filter.
     *
     * @param enough after so many, no further round
     */
    void matching(JsonObject body, long enough) throws InterruptedException {
        boolean more = true;
        while (more) {
            Done round = send(body);
            add(round, gone + round.gone());
            more = goesOn(round, round.done() + round.gone() > 0) && done < enough;
        }
    }

    private Done send(JsonObject body) throws InterruptedException {
        return Done.of(api.post(change.path(), body));
    }

    /** Expired ones stay, so that each round may find them again. */
    private void add(Done round, long goneNow) {
        long expiredNow = Math.max(expired, round.expired());
        tally.add(round.done(), goneNow - gone, expiredNow - expired);
        done += round.done();
        gone = goneNow;
        expired = expiredNow;
    }

    private boolean goesOn(Done round, boolean isProgress) {
        if (!round.more()) {
            return false;
        }
        report.progress(tally);
        if (!isProgress) {
            tally.left();
        }
        return isProgress;
    }
}

package io.outboxed.cli;

import io.outboxed.cli.client.Api;
import io.outboxed.cli.client.Count;

/** The entries to which something is to be done. */
interface Target {

    /** How many there seem to be, for the question whether it is meant. */
    Count count();

    /** How many there are; asks the application if it has to. */
    Found found() throws InterruptedException;

    /** Does it, in as many requests as it takes. */
    void work(Tally tally, Report report) throws InterruptedException;

    /** What a dry run finds; {@code complete} is false if something asked for is not there. */
    record Found(Count count, boolean complete) {}

    default boolean isEmpty() {
        return count().exact() && count().value() == 0;
    }

    /** Looks how many there are, where that is not known yet. */
    static Target of(Selection selection, Change change, Api api) throws InterruptedException {
        if (selection instanceof Selection.Named named) {
            return new NamedTarget(named.ids(), change, api);
        }
        return MatchingTarget.of((Selection.Matching) selection, change, api);
    }
}

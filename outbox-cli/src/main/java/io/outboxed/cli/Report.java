package io.outboxed.cli;

import io.outboxed.cli.client.Count;
import io.outboxed.cli.client.ExitCode;
import io.outboxed.cli.text.Figures;
import jakarta.json.Json;

/** Says what has become of entries: the sum on stdout, all else on stderr. */
final class Report {
    private final Context context;
    private final Change change;

    Report(Context context, Change change) {
        this.context = context;
        this.change = change;
    }

    /** A dry run. */
    int found(Target.Found found) {
        Count count = found.count();
        if (context.options().isJson()) {
            context.output()
                    .json(Json.createObjectBuilder()
                            .add("value", count.value())
                            .add("exact", count.exact())
                            .build());
        } else {
            context.output().line("would " + change.verb() + " " + change.kind().words(count));
        }
        if (!found.complete()) {
            context.output().note("The others are not there.");
            return ExitCode.NOT_ALL;
        }
        return ExitCode.DONE;
    }

    /** No entry meets what was said. */
    int nothing() {
        if (context.options().isJson()) {
            json(new Tally());
        } else {
            context.output().line("there is nothing to " + change.verb());
        }
        return ExitCode.DONE;
    }

    int notConfirmed() {
        context.output().note("Nothing was done.");
        return ExitCode.NOT_ALL;
    }

    /** In between. */
    void progress(Tally tally) {
        context.output().note("... " + sum(tally));
    }

    /** A failure, or Ctrl-C. */
    void brokenOff(Tally tally) {
        context.output()
                .note("Broken off. Until then: " + sum(tally)
                        + ". What is done stays done; the application may go on with the last request for 20 seconds.");
    }

    /** The end. */
    int done(Tally tally) {
        if (context.options().isJson()) {
            json(tally);
        } else {
            context.output().line(sum(tally));
        }
        if (tally.gone() > 0) {
            context.output().note("Gone: someone else was faster, or the id is wrong.");
        }
        if (tally.expired() > 0) {
            context.output().note("Expired: they are still dead letters; discard them.");
        }
        if (tally.isLeft()) {
            context.output().note("The last request did nothing, although there are more. Try again later.");
        }
        return tally.isAll() ? ExitCode.DONE : ExitCode.NOT_ALL;
    }

    private String sum(Tally tally) {
        return change.done() + " " + Figures.count(tally.done()) + ", gone " + Figures.count(tally.gone())
                + ", expired " + Figures.count(tally.expired());
    }

    private void json(Tally tally) {
        context.output()
                .json(Json.createObjectBuilder()
                        .add("done", tally.done())
                        .add("gone", tally.gone())
                        .add("expired", tally.expired())
                        .add("more", tally.isLeft())
                        .add("remaining", Json.createArrayBuilder(tally.remaining()))
                        .build());
    }
}

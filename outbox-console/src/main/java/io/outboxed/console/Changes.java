package io.outboxed.console;

import io.outboxed.admin.ChangeResult;
import io.outboxed.admin.EntryFilter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;

/** Does something to entries of a selection, and writes it into the audit log, also when it fails half-way. */
@ApplicationScoped
class Changes {
    /** Proxies give up after half a minute or so. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    private Overviews overviews;

    /** What is done to all that match, for as long as it is told to. */
    interface ToAll {
        ChangeResult apply(EntryFilter filter, Predicate<ChangeResult> goOn);
    }

    JsonObject run(
            HttpServletRequest request, String what, String body, Function<String, ChangeResult> toOne, ToAll toAll) {
        Access.Caller caller = Access.change(request);
        Asked.Selection selection = Asked.selection(body);
        Progress progress = new Progress(System.nanoTime() + PATIENCE.toNanos());
        try {
            for (String id : selection.ids()) {
                if (!progress.isGoingOn(progress.sum)) {
                    break;
                }
                progress.sum = progress.sum.plus(toOne.apply(id));
            }
            selection.filter().ifPresent(filter -> toAll.apply(filter, progress::isGoingOn));
            return Views.done(progress.sum, progress.more);
        } finally {
            overviews.changed();
            Audit.done(
                    caller,
                    what,
                    selection.toString(),
                    progress.sum.done() + " done, " + progress.sum.gone() + " gone, " + progress.sum.expired()
                            + " expired" + (progress.more ? ", more to do" : ""));
        }
    }

    private static final class Progress {
        private final long deadline;
        private ChangeResult sum = ChangeResult.NOTHING;
        private boolean more;

        Progress(long deadline) {
            this.deadline = deadline;
        }

        boolean isGoingOn(ChangeResult soFar) {
            sum = soFar;
            more = System.nanoTime() - deadline > 0;
            return !more;
        }
    }
}

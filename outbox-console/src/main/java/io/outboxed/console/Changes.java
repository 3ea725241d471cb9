package io.outboxed.console;

import io.outboxed.admin.ChangeResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Function;

/** Does something to entries of a selection, and writes it into the audit log, also when it fails half-way. */
@ApplicationScoped
class Changes {

    @Inject
    private Overviews overviews;

    JsonObject run(
            HttpServletRequest request,
            String what,
            String body,
            Function<String, ChangeResult> toOne,
            Round.ToAll toAll) {
        Access.Caller caller = Access.change(request);
        Asked.Selection selection = Asked.selection(body);
        Round round = new Round(System::nanoTime);
        try {
            return round.work(selection, toOne, toAll);
        } finally {
            overviews.changed();
            Audit.done(caller, what, selection.toString(), round.toString());
        }
    }
}

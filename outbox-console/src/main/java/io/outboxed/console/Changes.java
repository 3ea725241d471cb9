package io.outboxed.console;

import io.outboxed.admin.ChangeResult;
import io.outboxed.spi.PerUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.function.Function;

/** Does something to entries of a selection, and writes it into the audit log, also when it fails half-way. */
@ApplicationScoped
@PerUnit
class Changes {

    @Inject
    private Overviews overviews;

    JsonObject run(
            Access.Caller caller, String what, String body, Function<String, ChangeResult> toOne, Round.ToAll toAll) {
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

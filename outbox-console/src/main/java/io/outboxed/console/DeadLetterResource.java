package io.outboxed.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;

/** Dead letters: to be found, seen, redriven and discarded. */
@Path(ConsoleApi.VERSION + "/dead-letters")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class DeadLetterResource {

    @Inject
    private Outboxes outboxes;

    @GET
    public JsonObject find(@Context HttpServletRequest request, @Context UriInfo uri) {
        ConsoleOutbox outbox = outboxes.of(Access.viewer(request));
        MultivaluedMap<String, String> query = uri.getQueryParameters();
        return Views.page(Asked.page(query, outbox.deadLetters()::find), Views::deadLetter);
    }

    @GET
    @Path("count")
    public JsonObject count(@Context HttpServletRequest request, @Context UriInfo uri) {
        ConsoleOutbox outbox = outboxes.of(Access.viewer(request));
        return Views.count(outbox.deadLetters().count(Asked.filter(uri.getQueryParameters())));
    }

    @GET
    @Path("content")
    public JsonObject content(@Context HttpServletRequest request, @Context UriInfo uri) {
        Access.Caller caller = Access.operator(request);
        ConsoleOutbox outbox = outboxes.of(caller);
        return Asked.content(caller, uri.getQueryParameters(), "dead letter", outbox.deadLetters()::content);
    }

    @POST
    @Path("redrive")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject redrive(@Context HttpServletRequest request, String body) {
        Access.Caller caller = Access.change(request);
        ConsoleOutbox outbox = outboxes.of(caller);
        return outbox.changes()
                .run(
                        caller,
                        "redrive dead letters,",
                        body,
                        outbox.deadLetters()::redrive,
                        outbox.deadLetters()::redriveAll);
    }

    @POST
    @Path("discard")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject discard(@Context HttpServletRequest request, String body) {
        Access.Caller caller = Access.change(request);
        ConsoleOutbox outbox = outboxes.of(caller);
        return outbox.changes()
                .run(
                        caller,
                        "discard dead letters,",
                        body,
                        outbox.deadLetters()::discard,
                        outbox.deadLetters()::discardAll);
    }
}

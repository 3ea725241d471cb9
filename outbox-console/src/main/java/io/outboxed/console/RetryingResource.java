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

/** Entries that wait for another attempt: to be found, seen and hurried. */
@Path(ConsoleApi.VERSION + "/retrying")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class RetryingResource {

    @Inject
    private Outboxes outboxes;

    @GET
    public JsonObject find(@Context HttpServletRequest request, @Context UriInfo uri) {
        ConsoleOutbox outbox = outboxes.of(Access.viewer(request));
        MultivaluedMap<String, String> query = uri.getQueryParameters();
        return Views.page(Asked.page(query, outbox.retries()::find), Views::retrying);
    }

    @GET
    @Path("count")
    public JsonObject count(@Context HttpServletRequest request, @Context UriInfo uri) {
        ConsoleOutbox outbox = outboxes.of(Access.viewer(request));
        return Views.count(outbox.retries().count(Asked.filter(uri.getQueryParameters())));
    }

    @GET
    @Path("content")
    public JsonObject content(@Context HttpServletRequest request, @Context UriInfo uri) {
        Access.Caller caller = Access.operator(request);
        ConsoleOutbox outbox = outboxes.of(caller);
        return Asked.content(caller, uri.getQueryParameters(), "retrying entry", outbox.retries()::content);
    }

    @POST
    @Path("retry")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject retry(@Context HttpServletRequest request, String body) {
        Access.Caller caller = Access.change(request);
        ConsoleOutbox outbox = outboxes.of(caller);
        return outbox.changes()
                .run(caller, "retry now", body, outbox.retries()::retryNow, outbox.retries()::retryAllNow);
    }
}

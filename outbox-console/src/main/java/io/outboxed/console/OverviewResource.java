package io.outboxed.console;

import io.outboxed.admin.Relay;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The outbox as a whole: how it is doing, and pauses. */
@Path(ConsoleApi.VERSION)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class OverviewResource {

    @Inject
    private Outboxes outboxes;

    @GET
    @Path("session")
    public JsonObject session(@Context HttpServletRequest request) {
        Access.Caller caller = Access.viewer(request);
        String version = ConsoleApi.class.getPackage().getImplementationVersion();
        return Json.createObjectBuilder()
                .add("user", caller.user())
                .add("application", outboxes.of(caller).overviews().application())
                .add("version", version == null ? "unknown" : version)
                .add("canChange", caller.isOperator())
                .add("canSeeContent", caller.isOperator())
                .add("units", Views.array(List.copyOf(outboxes.units()), Json::createValue))
                .build();
    }

    @GET
    @Path("overview")
    public JsonObject overview(@Context HttpServletRequest request) {
        return outboxes.of(Access.viewer(request)).overviews().overview();
    }

    @GET
    @Path("history")
    public JsonObject history(@Context HttpServletRequest request) {
        ConsoleOutbox outbox = outboxes.of(Access.viewer(request));
        return Json.createObjectBuilder()
                .add("stepSeconds", History.STEP_SECONDS)
                .add("points", Views.array(outbox.history().points(), OverviewResource::point))
                .build();
    }

    private static JsonObject point(History.Point point) {
        return Json.createObjectBuilder()
                .add("at", point.at().toString())
                .add("pending", point.pending())
                .add("dead", point.dead())
                .add("oldestAgeSeconds", Views.seconds(point.oldestAge()))
                .add("publishedPerSecond", point.publishedPerSecond())
                .add("sentPerSecond", point.sentPerSecond())
                .build();
    }

    @GET
    @Path("lanes")
    public JsonObject lanes(@Context HttpServletRequest request) {
        ConsoleOutbox outbox = outboxes.of(Access.viewer(request));
        return Json.createObjectBuilder()
                .add("lanes", Views.array(outbox.relay().lanes(), Views::lane))
                .build();
    }

    @POST
    @Path("pause")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject pause(@Context HttpServletRequest request, String body) {
        Access.Caller caller = Access.change(request);
        Relay relay = outboxes.of(caller).relay();
        Optional<String> destination = Asked.target(body);
        return changed(
                caller, "pause", destination, destination.map(relay::pause).orElseGet(relay::pauseAll));
    }

    @POST
    @Path("resume")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject resume(@Context HttpServletRequest request, String body) {
        Access.Caller caller = Access.change(request);
        Relay relay = outboxes.of(caller).relay();
        Optional<String> destination = Asked.target(body);
        return changed(
                caller, "resume", destination, destination.map(relay::resume).orElseGet(relay::resumeAll));
    }

    private JsonObject changed(Access.Caller caller, String what, Optional<String> destination, boolean changed) {
        Audit.done(
                caller,
                what,
                destination.map(name -> "destination " + name).orElse("all destinations"),
                changed ? "done" : "it was so already");
        ConsoleOutbox outbox = outboxes.of(caller);
        outbox.overviews().changed();
        Set<String> paused = outbox.relay().pausedDestinations();
        return Json.createObjectBuilder()
                .add("changed", changed)
                .add("allPaused", paused.contains(Relay.ALL))
                .add("paused", Views.array(Overviews.byThemselves(paused), Json::createValue))
                .build();
    }
}

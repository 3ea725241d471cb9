package io.outboxed.example.interfaces.rest;

import io.outboxed.example.application.LoadService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSRuntimeException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;

/** Places many orders, and answers when all are placed. */
@Path("load")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class LoadResource {

    private static final int MAX = 1_000_000;

    @Inject
    private LoadService load;

    /** Runs the load. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject run(InputStream body) throws InterruptedException {
        JsonBody json = JsonBody.read(body);
        return json(load.run(
                json.integer("orders", 1, MAX),
                json.integer("threads", 1, LoadService.MAX_THREADS),
                json.integer("customers", 1, 100_000)));
    }

    /** Sends messages that are no orders, without the outbox: for a comparison, to a queue that the shop does not read. */
    @POST
    @Path("direct")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject sendDirectly(InputStream body) {
        JsonBody json = JsonBody.read(body);
        String queue = json.text("queue", 100);
        int messages = json.integer("messages", 1, MAX);
        try {
            return json(load.sendDirectly(queue, messages));
        } catch (JMSRuntimeException e) {
            throw ApiException.badRequest(
                    "BAD_FIELD", "queue", "The broker refuses '" + queue + "': " + e.getMessage());
        }
    }

    private static JsonObject json(LoadService.Result result) {
        return Json.createObjectBuilder()
                .add("count", result.count())
                .add("seconds", result.seconds())
                .add("errors", result.errors())
                .build();
    }
}

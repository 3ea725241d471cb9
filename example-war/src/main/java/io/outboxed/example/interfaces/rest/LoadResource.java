package io.outboxed.example.interfaces.rest;

import io.outboxed.example.application.LoadService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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

    @Inject
    private LoadService load;

    /** Runs the load. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject run(InputStream body) throws InterruptedException {
        JsonBody json = JsonBody.read(body);
        LoadService.Result result = load.run(
                json.integer("orders", 1, 1_000_000),
                json.integer("threads", 1, LoadService.MAX_THREADS),
                json.integer("customers", 1, 100_000));
        return Json.createObjectBuilder()
                .add("count", result.count())
                .add("seconds", result.seconds())
                .add("errors", result.errors())
                .build();
    }
}

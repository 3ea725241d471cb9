package io.outboxed.example.interfaces.rest;

import io.outboxed.admin.Relay;
import io.outboxed.spi.StoreStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** How the outbox is doing. */
@Path("outbox")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class OutboxResource {

    @Inject
    private Relay relay;

    /** Entries by state, and the age of the oldest. */
    @GET
    public JsonObject status() {
        StoreStatus status = relay.status().store();
        return Json.createObjectBuilder()
                .add("ready", status.ready())
                .add("retrying", status.retrying())
                .add("dead", status.dead())
                .add("oldestAgeSeconds", status.oldestAge().toMillis() / 1e3)
                .build();
    }
}

package io.outboxed.example.interfaces.rest;

import io.outboxed.example.application.Deliveries;
import io.outboxed.example.application.Partner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;

/** The partner: whether it refuses what it is told, and how much it has taken. */
@Path("partner")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class PartnerResource {

    @Inject
    private Partner partner;

    @Inject
    private Deliveries deliveries;

    /** How it is now. */
    @GET
    public JsonObject get() {
        return Json.createObjectBuilder()
                .add("refuses", partner.isRefusing())
                .add("received", deliveries.takenByPartner())
                .build();
    }

    /** Lets it refuse or take. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject set(InputStream body) {
        partner.refuse(JsonBody.read(body).truth("refuses"));
        return get();
    }
}

package io.outboxed.example.interfaces.rest;

import io.outboxed.example.application.Deliveries;
import io.outboxed.example.application.Delivery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What the consumers received, and the partner. */
@Path("deliveries")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class DeliveryResource {

    @Inject
    private Deliveries deliveries;

    /** Messages in the order of arrival, or the newest first with {@code order=desc}. */
    @GET
    public JsonArray list(
            @QueryParam("destination") String destination,
            @QueryParam("after") String after,
            @QueryParam("limit") String limit,
            @QueryParam("order") @DefaultValue("asc") String order) {
        if (destination == null || !Deliveries.DESTINATIONS.contains(destination)) {
            throw ApiException.badRequest(
                    "BAD_PARAMETER", "destination", "'destination' must be one of " + Deliveries.DESTINATIONS + ".");
        }
        int atMost = Query.integer("limit", limit, 1_000, 1, 10_000);
        List<Delivery> found = switch (order) {
            case "asc" ->
                deliveries.after(destination, Query.longInteger("after", after, 0, 0, Long.MAX_VALUE), atMost);
            case "desc" -> deliveries.latest(destination, atMost);
            default -> throw ApiException.badRequest("BAD_PARAMETER", "order", "'order' must be asc or desc.");
        };
        JsonArrayBuilder array = Json.createArrayBuilder();
        found.forEach(delivery -> array.add(json(delivery)));
        return array.build();
    }

    /** Counts, by queue. */
    @GET
    @Path("summary")
    public JsonObject summary() {
        JsonObjectBuilder json = Json.createObjectBuilder();
        deliveries
                .summary()
                .forEach((destination, summary) -> json.add(
                        destination,
                        Json.createObjectBuilder()
                                .add("received", summary.received())
                                .add("distinct", summary.distinct())
                                .add("duplicates", summary.duplicates())
                                .add("outOfOrder", summary.outOfOrder())));
        return json.build();
    }

    private static JsonObject json(Delivery delivery) {
        return Json.createObjectBuilder()
                .add("seq", delivery.seq())
                .add("id", delivery.messageId())
                .add("type", delivery.type())
                .add("key", delivery.key() == null ? JsonValue.NULL : Json.createValue(delivery.key()))
                .add("occurred", delivery.occurred().toString())
                .add("orderId", delivery.orderId())
                .add("deliveryCount", delivery.deliveryCount())
                .build();
    }
}

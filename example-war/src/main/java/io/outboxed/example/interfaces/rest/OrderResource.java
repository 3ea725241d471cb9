package io.outboxed.example.interfaces.rest;

import io.outboxed.example.application.OrderService;
import io.outboxed.example.application.OrderTracking;
import io.outboxed.example.domain.NewOrder;
import io.outboxed.example.domain.OrderPlaced;
import io.outboxed.example.domain.ShopOrder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;

/** Orders: place, list, look at. */
@Path("orders")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class OrderResource {
    private static final int MAX_TEXT = 100;
    private static final int MAX_QUANTITY = 1_000;
    private static final int MAX_TIMES = 100;

    @Inject
    private OrderService orders;

    @Inject
    private OrderTracking tracking;

    /** Places an order. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response place(InputStream body, @Context UriInfo uri) {
        OrderPlaced placed = orders.place(wanted(JsonBody.read(body)));
        JsonObject answer =
                tracking.find(placed.orderId()).map(OrderResource::json).orElseThrow();
        return Response.created(uri.getAbsolutePathBuilder()
                        .path(Long.toString(placed.orderId()))
                        .build())
                .entity(answer)
                .build();
    }

    /** Places the same order several times, all or none of them. */
    @POST
    @Path("repeated")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response placeRepeatedly(InputStream body) {
        JsonBody json = JsonBody.read(body);
        JsonArrayBuilder ids = Json.createArrayBuilder();
        for (OrderPlaced placed : orders.placeRepeatedly(wanted(json), json.integer("times", 1, MAX_TIMES))) {
            ids.add(placed.orderId());
        }
        return Response.status(Response.Status.CREATED)
                .entity(Json.createObjectBuilder().add("ids", ids).build())
                .build();
    }

    /** The latest orders, newest first. */
    @GET
    public JsonArray list(@QueryParam("limit") String limit) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        tracking.latest(Query.integer("limit", limit, 50, 1, 1_000)).forEach(order -> array.add(json(order)));
        return array.build();
    }

    /** One order. */
    @GET
    @Path("{id}")
    public JsonObject get(@PathParam("id") String id) {
        ApiException unknown = ApiException.notFound("UNKNOWN_ORDER", "id", "There is no such order.");
        try {
            return tracking.find(Long.parseLong(id)).map(OrderResource::json).orElseThrow(() -> unknown);
        } catch (NumberFormatException e) {
            throw unknown;
        }
    }

    private static NewOrder wanted(JsonBody json) {
        return new NewOrder(
                json.text("customer", MAX_TEXT),
                json.text("item", MAX_TEXT),
                json.integer("quantity", 1, MAX_QUANTITY),
                json.optionalTruth("tellPartner"));
    }

    private static JsonObject json(ShopOrder order) {
        return Json.createObjectBuilder()
                .add("id", order.id())
                .add("customer", order.customer())
                .add("item", order.item())
                .add("quantity", order.quantity())
                .add("status", order.status().name())
                .add("placed", order.placed().toString())
                .build();
    }
}

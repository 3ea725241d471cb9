package ${package};

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

@Path("orders")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class OrderResource {
    @Inject
    private Orders orders;

    @POST
    public OrderView place(NewOrder wanted) {
        OrderPlaced placed = orders.place(wanted);
        return new OrderView(placed.orderId(), placed.customer(), placed.item(), false);
    }

    @GET
    @Path("{id}")
    public OrderView find(@PathParam("id") String id) {
        return orders.find(id).orElseThrow(NotFoundException::new);
    }
}

package io.outboxed.example.probe;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** Sends to the consumers, and tells what came of it. */
@Path("consumers")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ConsumerResource {

    @Resource(lookup = "java:comp/DefaultJMSConnectionFactory")
    private ConnectionFactory connections;

    @Resource(lookup = ProbeQueues.NATURAL)
    private Queue natural;

    @Resource(lookup = ProbeQueues.BY_EJB)
    private Queue byEjb;

    @Inject
    private Seen seen;

    @Inject
    private Skips skips;

    /** Sends one message, with its id in a property. */
    @POST
    public void send(
            @QueryParam("to") String to,
            @QueryParam("id") String id,
            @QueryParam("property") String property,
            @QueryParam("fails") boolean fails) {
        try (JMSContext context = connections.createContext()) {
            context.createProducer()
                    .setProperty(property, id)
                    .setProperty("fails", fails)
                    .send(to.equals("natural") ? natural : byEjb, id);
        }
    }

    /** What is known of a message. */
    @GET
    public JsonObject seen(@QueryParam("id") String id) {
        return Json.createObjectBuilder()
                .add("attempts", seen.attempts(id))
                .add("rows", seen.rowsOf(id))
                .add("messages", seen.messages(id))
                .add("skipped", skips.count())
                .build();
    }
}

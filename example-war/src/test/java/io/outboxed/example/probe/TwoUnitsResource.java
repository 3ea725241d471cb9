package io.outboxed.example.probe;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** Lets an application with two persistence units work, and tells what came of it. */
@Path("/")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TwoUnitsResource {

    @Resource(lookup = "java:comp/DefaultJMSConnectionFactory")
    private ConnectionFactory connections;

    @Resource(lookup = ProbeQueues.OUT)
    private Queue out;

    @Inject
    private TwoUnits work;

    /** Publishes. */
    @POST
    @Path("run")
    public JsonObject run(@QueryParam("id") String id, @QueryParam("commit") boolean commit) throws JMSException {
        try {
            work.book(id, commit);
        } catch (IllegalStateException e) {
            if (commit) {
                throw e;
            }
        }
        return seen(id);
    }

    /** What is known of a call. */
    @GET
    @Path("seen")
    public JsonObject seen(@QueryParam("id") String id) throws JMSException {
        return Json.createObjectBuilder()
                .add("attempts", 1)
                .add("rows", work.rows(id))
                .add("messages", Unconsumed.count(connections, out, m -> id.equals(m.getStringProperty("outbox_key"))))
                .build();
    }
}

package io.outboxed.example.probe;

import io.outboxed.Envelope;
import io.outboxed.Outbox;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.transaction.UserTransaction;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** Runs the callers, and tells what came of it. */
@Path("/")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ProbeResource {

    @Resource(lookup = "java:comp/DefaultJMSConnectionFactory")
    private ConnectionFactory connections;

    @Resource(lookup = ProbeQueues.IN)
    private Queue in;

    @Resource(lookup = ProbeQueues.OUTSIDE)
    private Queue inOutside;

    @Resource
    private UserTransaction transaction;

    @Inject
    private CdiCaller cdi;

    @Inject
    private OutsideCaller outside;

    @Inject
    private EjbCaller ejb;

    @Inject
    private TimerCaller timer;

    @Inject
    private Outbox outbox;

    @Inject
    private Seen seen;

    /** Has a caller publish. */
    @POST
    @Path("run")
    public JsonObject run(
            @QueryParam("from") String from, @QueryParam("id") String id, @QueryParam("commit") boolean commit)
            throws Exception {
        switch (from) {
            case "cdi" -> fromCdi(id, commit);
            case "ejb-cdi" -> seen.callOf(id, () -> outside.call(id, commit));
            case "ejb" -> ejb.call(id, commit);
            case "timer" -> timer.call(id, commit);
            case "mdb" -> send(in, id, commit);
            case "mdb-cdi" -> send(inOutside, id, commit);
            case "web" -> fromUserTransaction(id, commit);
            default -> throw new IllegalArgumentException(from);
        }
        return seen(id);
    }

    /** What is known of a call. */
    @GET
    @Path("seen")
    public JsonObject seen(@QueryParam("id") String id) {
        return Json.createObjectBuilder()
                .add("attempts", seen.attempts(id))
                .add("ended", seen.ended(id))
                .add("failure", seen.failure(id))
                .add("rows", seen.rows(id))
                .add("messages", seen.messages(id))
                .build();
    }

    private void fromCdi(String id, boolean commit) {
        try {
            cdi.call(id, commit);
        } catch (IllegalStateException e) {
            if (commit) {
                throw e;
            }
        }
    }

    private void send(Queue queue, String id, boolean commit) {
        try (JMSContext context = connections.createContext()) {
            context.createProducer().setProperty("commit", commit).send(queue, id);
        }
    }

    private void fromUserTransaction(String id, boolean commit) throws Exception {
        transaction.begin();
        seen.attempt(id);
        outbox.persist(
                new ProbeNote(id),
                Envelope.of(new ProbeHappened(id)).to("probe_out").key(id).build());
        if (commit) {
            transaction.commit();
        } else {
            transaction.rollback();
        }
    }
}

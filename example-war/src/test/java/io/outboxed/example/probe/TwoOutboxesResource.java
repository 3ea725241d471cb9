package io.outboxed.example.probe;

import io.outboxed.OutboxUnit;
import io.outboxed.admin.DestinationBacklog;
import io.outboxed.admin.Relay;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.lang.management.ManagementFactory;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** Lets an application with two outboxes work, and tells what came of it. */
@Path("/")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TwoOutboxesResource {

    @Resource(lookup = "java:comp/DefaultJMSConnectionFactory")
    private ConnectionFactory connections;

    @Resource(lookup = ProbeQueues.OUT)
    private Queue out;

    @Resource(lookup = ProbeQueues.OUTSIDE)
    private Queue audit;

    @Inject
    private TwoOutboxes work;

    @Inject
    private Relay relay;

    @Inject
    @OutboxUnit("audit")
    private Relay auditRelay;

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

    /** Publishes in the main outbox alone. */
    @POST
    @Path("main")
    public JsonObject main(@QueryParam("id") String id) {
        work.publish(id);
        return Json.createObjectBuilder().build();
    }

    /** What is known of it, without a question to the audit's database. */
    @GET
    @Path("sent")
    public JsonObject sent(@QueryParam("id") String id) throws JMSException {
        return Json.createObjectBuilder().add("messages", messages(out, id)).build();
    }

    /** Publishes what becomes a dead letter of the audit's outbox. */
    @POST
    @Path("refuse")
    public JsonObject refuse(@QueryParam("id") String id) {
        work.refuse(id);
        return Json.createObjectBuilder().build();
    }

    /** Has the audit's relay pause or go on. */
    @POST
    @Path("audit")
    public JsonObject audit(@QueryParam("paused") boolean paused) {
        boolean changed = paused ? auditRelay.pauseAll() : auditRelay.resumeAll();
        return Json.createObjectBuilder().add("changed", changed).build();
    }

    /** What is known of a call. */
    @GET
    @Path("seen")
    public JsonObject seen(@QueryParam("id") String id) throws JMSException {
        return Json.createObjectBuilder()
                .add("rows", work.rows(id))
                .add("messages", messages(out, id))
                .add("audited", messages(audit, id))
                .add("waiting", waiting(relay))
                .add("auditWaiting", waiting(auditRelay))
                .add("paused", relay.pausedDestinations().size())
                .add("beans", beans())
                .build();
    }

    /** Names in JMX. */
    private static String beans() {
        try {
            return ManagementFactory.getPlatformMBeanServer()
                    .queryNames(new ObjectName("io.outboxed:type=Outbox,*"), null)
                    .toString();
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long waiting(Relay relay) {
        return relay.backlog().total(DestinationBacklog::pending).value();
    }

    private int messages(Queue queue, String id) throws JMSException {
        return Unconsumed.count(
                connections,
                queue,
                m -> m instanceof TextMessage text && text.getText().contains(id));
    }
}

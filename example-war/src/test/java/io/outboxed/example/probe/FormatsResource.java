package io.outboxed.example.probe;

import io.cloudevents.CloudEvent;
import io.outboxed.admin.EntryFilter;
import io.outboxed.admin.Relay;
import io.outboxed.admin.Retries;
import io.outboxed.admin.RetryingEntry;
import io.outboxed.formats.CloudEventMessages;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;

/** Publishes formatted notes, and tells what the table, the relay and the queues have of them. */
@Path("/")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class FormatsResource {

    @Resource(lookup = "java:comp/DefaultJMSConnectionFactory")
    private ConnectionFactory connections;

    @Resource(lookup = FormatsDatabase.NAME)
    private DataSource database;

    @Resource(lookup = ProbeQueues.OUT)
    private Queue binary;

    @Resource(lookup = ProbeQueues.OUTSIDE)
    private Queue structured;

    @Inject
    private FormattedNotes notes;

    @Inject
    private Relay relay;

    @Inject
    private Retries retries;

    /** Publishes. */
    @POST
    @Path("publish")
    public JsonObject publish(
            @QueryParam("to") String destination, @QueryParam("id") String key, @QueryParam("noise") int noise) {
        return Json.createObjectBuilder()
                .add("id", notes.publish(destination, key, noise))
                .build();
    }

    /** Has the relay pause or go on. */
    @POST
    @Path("relay")
    public JsonObject relay(@QueryParam("paused") boolean paused) {
        boolean changed = paused ? relay.pauseAll() : relay.resumeAll();
        return Json.createObjectBuilder().add("changed", changed).build();
    }

    /** What is known of the messages of a key. */
    @GET
    @Path("seen")
    public JsonObject seen(@QueryParam("id") String key) throws SQLException, JMSException {
        JsonObjectBuilder answer = Json.createObjectBuilder().add("stored", stored(key));
        answer.add("errors", errors(key));
        answer.add("binary", messages(binary, key));
        return answer.add("structured", messages(structured, key)).build();
    }

    /** The rows as they are in the table. */
    private JsonArrayBuilder stored(String key) throws SQLException {
        JsonArrayBuilder rows = Json.createArrayBuilder();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select headers, payload_text, payload_bytes from outbox_entry where msg_key = ?")) {
            select.setString(1, key);
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    String text = result.getString(2);
                    byte[] bytes = result.getBytes(3);
                    rows.add(Json.createObjectBuilder()
                            .add("headers", result.getString(1))
                            .add("text", text == null ? "" : text)
                            .add("bytes", bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1)));
                }
            }
        }
        return rows;
    }

    private JsonArrayBuilder errors(String key) {
        List<String> errors = retries.find(EntryFilter.all(), 100).entries().stream()
                .filter(entry -> key.equals(entry.key()))
                .map(RetryingEntry::error)
                .toList();
        return Json.createArrayBuilder(errors);
    }

    /** Nobody consumes them. */
    private JsonArrayBuilder messages(Queue queue, String key) throws JMSException {
        JsonArrayBuilder messages = Json.createArrayBuilder();
        try (JMSContext context = connections.createContext()) {
            for (Object next : Collections.list(context.createBrowser(queue).getEnumeration())) {
                Message message = (Message) next;
                if (key.equals(message.getStringProperty("outbox_key"))) {
                    messages.add(asReceived(message).add("event", event(CloudEventMessages.read(message))));
                }
            }
        }
        return messages;
    }

    private static JsonObjectBuilder asReceived(Message message) throws JMSException {
        JsonObjectBuilder properties = Json.createObjectBuilder();
        for (Object name : Collections.list(message.getPropertyNames())) {
            properties.add((String) name, message.getStringProperty((String) name));
        }
        return Json.createObjectBuilder().add("properties", properties).add("body", message.getBody(String.class));
    }

    /** What the SDK reads. */
    private static JsonObjectBuilder event(CloudEvent event) {
        return Json.createObjectBuilder()
                .add("id", event.getId())
                .add("source", event.getSource().toString())
                .add("type", event.getType())
                .add("subject", event.getSubject())
                .add("datacontenttype", event.getDataContentType())
                .add("data", new String(event.getData().toBytes(), StandardCharsets.UTF_8));
    }
}

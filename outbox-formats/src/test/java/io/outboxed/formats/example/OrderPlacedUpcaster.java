package io.outboxed.formats.example;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outboxed.spi.Entry;
import io.outboxed.spi.EntryTransformer;
import io.outboxed.spi.Payload;
import io.outboxed.spi.SealedEnvelope;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Version 1 of {@code OrderPlaced} had one {@code name}, version 2 has {@code firstName} and {@code lastName}. Publishers say the version in a
 * header; before there was one, it was 1.
 */
@ApplicationScoped
public class OrderPlacedUpcaster implements EntryTransformer {
    private final ObjectMapper json = new ObjectMapper();

    @Override
    public Entry onSend(Entry entry) throws JsonProcessingException {
        SealedEnvelope old = entry.envelope();
        if (!old.type().equals("OrderPlaced") || (int) old.headers().getOrDefault("version", 1) >= 2) {
            return entry;
        }
        ObjectNode order = (ObjectNode) json.readTree(((Payload.Text) old.payload()).text());
        String[] name = order.remove("name").textValue().split(" ", 2);
        order.put("firstName", name[0]);
        order.put("lastName", name.length > 1 ? name[1] : "");
        Payload renewed = new Payload.Text(old.payload().contentType(), json.writeValueAsString(order));
        return entry.with(old.withPayload(renewed).withHeader("version", 2));
    }
}

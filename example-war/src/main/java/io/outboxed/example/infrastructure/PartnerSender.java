package io.outboxed.example.infrastructure;

import io.outboxed.example.application.Partner;
import io.outboxed.example.application.ReceivedMessage;
import io.outboxed.spi.Batch;
import io.outboxed.spi.Entry;
import io.outboxed.spi.Payload;
import io.outboxed.spi.Sender;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;

/** Tells the partner what is for it, as a web hook would. JMS takes all other messages. */
@ApplicationScoped
public class PartnerSender implements Sender {

    @Inject
    private Partner partner;

    @Override
    public String name() {
        return "partner";
    }

    @Override
    public boolean accepts(String destination) {
        return destination.equals(Partner.DESTINATION);
    }

    @Override
    public void send(Batch batch) {
        for (Entry entry : batch.entries()) {
            if (!batch.isHeld(entry) && !partner.tell(received(entry), orderId(entry))) {
                batch.reject(entry, false, "The partner refuses it", null);
            }
        }
    }

    private static ReceivedMessage received(Entry entry) {
        return new ReceivedMessage(
                entry.destination(),
                entry.id(),
                entry.envelope().type(),
                entry.key(),
                entry.envelope().occurred().toEpochMilli(),
                entry.attempts() + 1);
    }

    private static long orderId(Entry entry) {
        String json = ((Payload.Text) entry.envelope().payload()).text();
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject().getJsonNumber("orderId").longValueExact();
        }
    }
}

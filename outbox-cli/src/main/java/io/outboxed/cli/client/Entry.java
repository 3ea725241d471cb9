package io.outboxed.cli.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An entry that has failed, without its payload. */
public record Entry(
        String id,
        String state,
        String destination,
        String type,
        Optional<String> key,
        Optional<String> correlationId,
        String contentType,
        List<String> headerNames,
        long priority,
        Instant occurred,
        Optional<Instant> expires,
        Instant at,
        long attempts,
        Optional<String> error,
        boolean holdsKey,
        long payloadSize) {

    static Entry of(Fields fields) {
        return new Entry(
                fields.text("id"),
                fields.text("state"),
                fields.text("destination"),
                fields.text("type"),
                fields.optionalText("key"),
                fields.optionalText("correlationId"),
                fields.text("contentType"),
                fields.texts("headerNames"),
                fields.number("priority"),
                fields.instant("occurred"),
                fields.optionalInstant("expires"),
                fields.instant("at"),
                fields.number("attempts"),
                fields.optionalText("error"),
                fields.flag("holdsKey"),
                fields.number("payloadSize"));
    }
}

package io.outboxed.cli.client;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Payload and headers of an entry.
 *
 * @param text a text; empty for bytes
 * @param base64 bytes; empty for a text
 * @param complete whether all of the payload is here
 */
public record Content(
        String id,
        String contentType,
        long size,
        Optional<String> text,
        Optional<String> base64,
        boolean complete,
        List<Header> headers) {

    /** A header of the message. */
    public record Header(String name, String type, String value) {}

    /** Reads the answer. */
    public static Content of(JsonObject answer) {
        Fields fields = new Fields(answer);
        return new Content(
                fields.text("id"),
                fields.text("contentType"),
                fields.number("size"),
                fields.optionalText("text"),
                fields.optionalText("base64"),
                fields.flag("complete"),
                fields.list("headers", each -> new Header(each.text("name"), each.text("type"), each.text("value"))));
    }

    /** Without payload and header values. */
    @Override
    public String toString() {
        return "Content[id=" + id + ", size=" + size + "]";
    }
}

package io.outboxed.harness;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpResponse;

/** What the server answered. */
public record Reply(int status, String body, HttpResponse<String> response) {

    public JsonObject object() {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            return reader.readObject();
        }
    }

    public JsonArray array() {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            return reader.readArray();
        }
    }

    /** The error's part of the body. */
    public JsonObject error() {
        return object().getJsonObject("error");
    }
}

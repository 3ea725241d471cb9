package io.outboxed.cli.client;

import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The console's API. Each call fails with {@link Failed} unless the console answers as it should, and ends if its thread is interrupted.
 *
 * <p><b>Threads:</b> one.
 */
public final class Api {
    private final Address address;
    private final Optional<String> unit;
    private final Http http;

    /**
     * Sends nothing yet.
     *
     * @param unit the further outbox that each request is about; empty for the main one
     * @param timeout for each request
     * @param trace is told of each request; never of credentials
     */
    public Api(
            Address address, Optional<String> unit, Credentials credentials, Duration timeout, Consumer<String> trace) {
        this.address = address;
        this.unit = unit;
        http = new Http(credentials, timeout, trace);
    }

    /** Asks without parameters. */
    public JsonObject get(String path) throws InterruptedException {
        return get(path, Map.of());
    }

    /** Asks. */
    public JsonObject get(String path, Map<String, String> parameters) throws InterruptedException {
        return send(Call.get(uri(path, parameters)));
    }

    /** Changes something. */
    public JsonObject post(String path, JsonObject body) throws InterruptedException {
        return send(Call.post(uri(path, Map.of()), body.toString()));
    }

    /** The overview. */
    public JsonObject overview() throws InterruptedException {
        return get("/overview");
    }

    /** The overview again and again, beginning now. */
    public EventStream events() throws InterruptedException {
        return EventStream.open(http, uri("/events", Map.of()));
    }

    private URI uri(String path, Map<String, String> parameters) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        unit.ifPresent(name -> all.put("unit", name));
        return address.resolve(path, all);
    }

    private JsonObject send(Call call) throws InterruptedException {
        return Answers.json(http.send(call), call.uri(), http.hasCredentials());
    }
}

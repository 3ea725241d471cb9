package io.outboxed.cli.client;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/**
 * One connection to the console's events.
 *
 * <p><b>Threads:</b> one; an interrupt ends the wait for an event.
 */
public final class EventStream implements AutoCloseable {
    private final URI uri;
    private final LineQueue lines = new LineQueue();
    private final EventParser parser = new EventParser();

    private EventStream(URI uri) {
        this.uri = uri;
    }

    static EventStream open(Http http, URI uri) throws InterruptedException {
        Call call = Call.get(uri);
        HttpResponse<Flow.Publisher<List<ByteBuffer>>> response =
                http.open(call, "text/event-stream, application/json");
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (response.statusCode() != 200 || !type.startsWith("text/event-stream")) {
            throw Answers.failure(http.read(response, call), uri, http.hasCredentials());
        }
        EventStream stream = new EventStream(uri);
        response.body()
                .subscribe(
                        BodySubscribers.fromLineSubscriber(stream.lines, each -> null, StandardCharsets.UTF_8, null));
        return stream;
    }

    /**
     * Waits for the next event.
     *
     * @param silence how long the console may say nothing
     * @throws Failed if it has said nothing for longer, or if the connection has ended
     */
    public Event next(Duration silence) throws InterruptedException {
        while (true) {
            LineQueue.Item item = lines.items().poll(silence.toMillis(), TimeUnit.MILLISECONDS);
            if (item == null) {
                throw Errors.silent(uri, silence);
            }
            String line = item.line().orElseThrow(() -> Errors.ended(uri, item.failure()));
            lines.taken();
            Optional<EventParser.Raw> event = parser.line(line);
            if (event.isPresent()) {
                return new Event(event.get().name(), json(event.get().data()));
            }
        }
    }

    private JsonObject json(String data) {
        return Json.parse(data).orElseThrow(() -> Errors.notUnderstood("data of an event"));
    }

    @Override
    public void close() {
        lines.cancel();
    }
}

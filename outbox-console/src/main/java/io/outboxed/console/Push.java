package io.outboxed.console;

import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Sends the overview of one outbox to those who watch it, for as long as there are any. Each outbox has its own, so that one whose database
 * does not answer holds up no other.
 *
 * <p><b>Threads:</b> any number.
 */
final class Push {
    private static final int PERIOD_SECONDS = 2;

    private final Overviews overviews;
    private final ManagedScheduledExecutorService executor;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private ScheduledFuture<?> pushing;

    Push(Overviews overviews, ManagedScheduledExecutorService executor) {
        this.overviews = overviews;
        this.executor = executor;
    }

    /** How many watch. */
    int size() {
        return streams.size();
    }

    /** Sends the first event at once. */
    void open(HttpServletRequest request) throws IOException {
        EventStream stream = EventStream.open(request, streams::remove);
        add(stream);
        stream.send(event());
    }

    private synchronized void add(EventStream stream) {
        streams.add(stream);
        if (pushing == null) {
            pushing = executor.scheduleAtFixedRate(this::push, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void push() {
        if (isWatched()) {
            byte[] event = event();
            streams.forEach(stream -> stream.send(event));
        }
    }

    private synchronized boolean isWatched() {
        if (streams.isEmpty()) {
            stop();
            return false;
        }
        return true;
    }

    private synchronized void stop() {
        if (pushing != null) {
            pushing.cancel(false);
            pushing = null;
        }
    }

    private byte[] event() {
        String event;
        try {
            event = "event: overview\ndata: " + overviews.overview() + "\n\n";
        } catch (RuntimeException e) {
            event = "event: failure\ndata: " + ErrorMapper.error(e).json() + "\n\n";
        }
        return event.getBytes(StandardCharsets.UTF_8);
    }

    /** Ends all streams. */
    void close() {
        stop();
        streams.forEach(EventStream::close);
    }
}

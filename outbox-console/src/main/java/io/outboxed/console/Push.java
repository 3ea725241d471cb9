package io.outboxed.console;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Sends the overview of one outbox to those who watch it, by a thread that there is for as long as there are any. Each outbox has its own,
 * so that one whose database does not answer holds up no other, nor the relay: on some servers all tasks of executors share one thread.
 *
 * <p><b>Threads:</b> any number.
 */
final class Push {
    private static final int PERIOD_SECONDS = 2;

    private final Overviews overviews;
    private final ManagedThreadFactory threads;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private Thread pushing;

    Push(Overviews overviews, ManagedThreadFactory threads) {
        this.overviews = overviews;
        this.threads = threads;
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
            Thread thread = threads.newThread(this::push);
            thread.setName("outboxed-console-events");
            thread.setDaemon(true);
            pushing = thread;
            thread.start();
        }
    }

    private void push() {
        try {
            while (!closed.await(PERIOD_SECONDS, TimeUnit.SECONDS) && isWatched()) {
                byte[] event = event();
                streams.forEach(stream -> stream.send(event));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private synchronized boolean isWatched() {
        if (streams.isEmpty()) {
            pushing = null;
        }
        return pushing != null;
    }

    /** However the thread ends, the next who comes to watch starts another. */
    private synchronized void end() {
        if (pushing == Thread.currentThread()) {
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

    /** Ends all streams; the thread without an interrupt, which would make H2 close the database that it is reading. */
    void close() {
        closed.countDown();
        streams.forEach(EventStream::close);
    }
}

package io.outboxed.console;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A response that goes on, written without waiting. To one who reads slowly only the newest event is sent.
 *
 * <p><b>Threads:</b> any number.
 */
final class EventStream implements WriteListener, AsyncListener {
    /** Then the browser comes again, and its roles are looked at anew. */
    private static final Duration LIFE = Duration.ofMinutes(30);

    private final AsyncContext async;
    private final ServletOutputStream out;
    private final Consumer<EventStream> whenOver;
    private byte[] waiting;
    private boolean isOver;

    private EventStream(AsyncContext async, ServletOutputStream out, Consumer<EventStream> whenOver) {
        this.async = async;
        this.out = out;
        this.whenOver = whenOver;
    }

    static EventStream open(HttpServletRequest request, Consumer<EventStream> whenOver) throws IOException {
        AsyncContext async = request.startAsync();
        async.setTimeout(LIFE.toMillis());
        EventStream stream = new EventStream(async, async.getResponse().getOutputStream(), whenOver);
        async.addListener(stream);
        stream.out.setWriteListener(stream);
        return stream;
    }

    /** Sends it as soon as the stream takes it, unless a newer one comes before. */
    synchronized void send(byte[] event) {
        waiting = event;
        write();
    }

    @Override
    public synchronized void onWritePossible() {
        write();
    }

    private void write() {
        if (isOver) {
            return;
        }
        try {
            if (waiting != null && out.isReady()) {
                out.write(waiting);
                waiting = null;
                if (out.isReady()) {
                    out.flush();
                }
            }
        } catch (IOException | IllegalStateException e) { // nobody reads any more
            close();
        }
    }

    synchronized void close() {
        if (!isOver) {
            isOver = true;
            whenOver.accept(this);
            try {
                async.complete();
            } catch (IllegalStateException e) {
                // the container has ended it
            }
        }
    }

    @Override
    public void onError(Throwable cause) {
        close();
    }

    @Override
    public void onError(AsyncEvent event) {
        close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        close();
    }

    @Override
    public synchronized void onComplete(AsyncEvent event) {
        isOver = true;
        whenOver.accept(this);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // it is not started twice
    }
}

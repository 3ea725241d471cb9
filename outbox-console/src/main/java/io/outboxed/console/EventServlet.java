package io.outboxed.console;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Sends the overview to those who watch, again and again. A servlet rather than a JAX-RS resource, as only its streams can be written without
 * waiting: the thread that writes is one of the container's few, and perhaps the relay's, and a browser that has gone to sleep would hold it.
 */
public class EventServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int PERIOD_SECONDS = 2;

    /** More are refused, and ask now and then instead. */
    private static final int MAX_STREAMS = 100;

    @Inject
    private transient Overviews overviews;

    @Resource
    private transient ManagedScheduledExecutorService executor;

    private final transient Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private transient ScheduledFuture<?> pushing;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Access.viewer(request);
            if (streams.size() >= MAX_STREAMS) {
                throw Errors.unexpected(
                        503, "There are " + MAX_STREAMS + " streams already; ask for the overview now and then");
            }
        } catch (ConsoleException e) {
            response.setStatus(e.status());
            response.setContentType("application/json;charset=UTF-8");
            response.getWriter().write(e.json().toString());
            return;
        }
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("X-Accel-Buffering", "no"); // nginx would keep events back
        EventStream stream = EventStream.open(request, streams::remove);
        streams.add(stream);
        stream.send(event());
        startPushing();
    }

    private synchronized void startPushing() {
        if (pushing == null) {
            pushing = executor.scheduleAtFixedRate(this::push, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
        }
    }

    private synchronized void stopPushing() {
        if (pushing != null) {
            pushing.cancel(false);
            pushing = null;
        }
    }

    private void push() {
        if (streams.isEmpty()) {
            stopPushing();
            return;
        }
        byte[] event = event();
        streams.forEach(stream -> stream.send(event));
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

    @Override
    public void destroy() {
        stopPushing();
        streams.forEach(EventStream::close);
    }
}

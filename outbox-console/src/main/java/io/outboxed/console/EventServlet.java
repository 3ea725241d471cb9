package io.outboxed.console;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends the overview to those who watch, again and again. A servlet rather than a JAX-RS resource, as only its streams can be written without
 * waiting: the thread that writes is one of the container's few, and perhaps the relay's, and a browser that has gone to sleep would hold it.
 */
public class EventServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** More are refused, and ask now and then instead. */
    private static final int MAX_STREAMS = 100;

    @Inject
    private transient Outboxes outboxes;

    @Resource
    private transient ManagedThreadFactory threads;

    private final transient Map<String, Push> pushes = new ConcurrentHashMap<>();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Access.Caller caller;
        Overviews overviews;
        try {
            caller = Access.viewer(request);
            overviews = outboxes.of(caller).overviews();
            if (pushes.values().stream().mapToInt(Push::size).sum() >= MAX_STREAMS) {
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
        pushes.computeIfAbsent(caller.unit(), unit -> new Push(overviews, threads))
                .open(request);
    }

    @Override
    public void destroy() {
        pushes.values().forEach(Push::close);
    }
}

package io.outboxed.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** A server that answers as the test says, and remembers what it was asked. Its application is at {@code /shop}. */
final class FakeConsole implements AutoCloseable {
    static final String API = "/shop/outbox-console/api/outbox-v1";

    /** What it was asked. */
    record Request(
            String method, String path, Map<String, String> query, String body, String authorization, String console) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, HttpHandler> handlers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    FakeConsole() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/shop";
    }

    List<Request> requests() {
        return requests;
    }

    List<Request> requests(String path) {
        return requests.stream().filter(each -> each.path().equals(API + path)).toList();
    }

    Request last() {
        return requests.get(requests.size() - 1);
    }

    /** Answers each request for a path of the API with JSON. */
    FakeConsole answers(String path, String json) {
        return answers(path, 200, "application/json", json);
    }

    FakeConsole answers(String path, int status, String type, String body) {
        return handles(path, exchange -> send(exchange, status, type, body));
    }

    /** Answers as the console does when something is wrong. */
    FakeConsole fails(String path, int status, String code, String message) {
        return answers(
                path,
                status,
                "application/json",
                "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\",\"field\":null}}");
    }

    /** Never answers. */
    FakeConsole hangs(String path) {
        return handles(path, exchange -> awaitClose());
    }

    FakeConsole handles(String path, HttpHandler handler) {
        handlers.put(API + path, handler);
        return this;
    }

    /** Answers one after the other, and the last from then on. */
    FakeConsole answersInTurn(String path, String... bodies) {
        return handles(path, exchange -> {
            int i = Math.min(requests(path).size(), bodies.length) - 1;
            send(exchange, 200, "application/json", bodies[i]);
        });
    }

    static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    /** Blocks the handler until the test is over. */
    void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        requests.add(new Request(
                exchange.getRequestMethod(),
                path,
                query(exchange.getRequestURI().getRawQuery()),
                body,
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("X-Outbox-Console")));
        handlers.getOrDefault(path, each -> send(each, 404, "text/html", "<h1>Not found</h1>"))
                .handle(exchange);
        exchange.close();
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        if (raw != null) {
            for (String part : Pattern.compile("&").splitAsStream(raw).toList()) {
                int end = part.indexOf('=');
                query.put(part.substring(0, end), URLDecoder.decode(part.substring(end + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}

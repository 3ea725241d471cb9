package io.outboxed.example.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Takes what a server tells of its spans, as OpenTelemetry's collector does: OTLP, as protobuf by HTTP. */
final class SpanReceiver implements AutoCloseable {
    private final HttpServer http;
    private final List<Received> spans = new CopyOnWriteArrayList<>();

    private SpanReceiver(HttpServer http) {
        this.http = http;
    }

    /** A span; its ids in hexadecimal digits, the parent's empty if there is none. */
    record Received(
            String traceId, String id, String parentId, String name, SpanKind kind, Map<String, String> attributes) {}

    static SpanReceiver start() throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SpanReceiver receiver = new SpanReceiver(http);
        http.createContext("/v1/traces", receiver::receive);
        http.start();
        return receiver;
    }

    String endpoint() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** All so far, in the order in which they came. */
    List<Received> spans() {
        return List.copyOf(spans);
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream body = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                        ? new GZIPInputStream(exchange.getRequestBody())
                        : exchange.getRequestBody()) {
            ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream()
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .flatMap(scope -> scope.getSpansList().stream())
                    .map(SpanReceiver::received)
                    .forEach(spans::add);
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1); // an empty message says that all were taken
        }
    }

    private static Received received(Span span) {
        HexFormat hex = HexFormat.of();
        return new Received(
                hex.formatHex(span.getTraceId().toByteArray()),
                hex.formatHex(span.getSpanId().toByteArray()),
                hex.formatHex(span.getParentSpanId().toByteArray()),
                span.getName(),
                span.getKind(),
                span.getAttributesList().stream()
                        .collect(Collectors.toMap(KeyValue::getKey, each -> switch (each.getValue()
                                .getValueCase()) {
                            case INT_VALUE -> Long.toString(each.getValue().getIntValue());
                            default -> each.getValue().getStringValue();
                        })));
    }
}

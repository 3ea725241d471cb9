package io.outboxed.cli.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Sends requests. A redirection is followed only where it leads to the same host and port by the same protocol, and changes nothing: so
 * credentials go nowhere else.
 *
 * <p><b>Threads:</b> one; an interrupt ends a request.
 */
final class Http {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int MAX_REDIRECTS = 5;

    private final HttpClient client;
    private final Credentials credentials;
    private final Duration timeout;
    private final Consumer<String> trace;

    Http(Credentials credentials, Duration timeout, Consumer<String> trace) {
        this.credentials = credentials;
        this.timeout = timeout;
        this.trace = trace;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout.compareTo(CONNECT) < 0 ? timeout : CONNECT)
                .build();
    }

    boolean hasCredentials() {
        return credentials.header().isPresent();
    }

    /** Sends a request and reads the whole answer. */
    Answer send(Call call) throws InterruptedException {
        return read(open(call, "application/json"), call);
    }

    /** Sends a request; the answer's body is to be read or cancelled by the caller. */
    HttpResponse<Flow.Publisher<List<ByteBuffer>>> open(Call call, String accept) throws InterruptedException {
        Call next = call;
        for (int i = 0; i <= MAX_REDIRECTS; i++) {
            HttpResponse<Flow.Publisher<List<ByteBuffer>>> response =
                    await(client.sendAsync(request(next, accept), BodyHandlers.ofPublisher()), next);
            trace.accept(next.method() + " " + next.uri() + ": " + response.statusCode());
            if (!isRedirection(response)) {
                return response;
            }
            URI target = target(response, next);
            read(response, next);
            if (next.changes() || !isSameOrigin(target, call.uri())) {
                throw Errors.redirected(next, target);
            }
            next = next.at(target);
        }
        throw Errors.redirectedTooOften(call);
    }

    /** Reads the whole body. */
    Answer read(HttpResponse<Flow.Publisher<List<ByteBuffer>>> response, Call call) throws InterruptedException {
        BodySubscriber<String> text = BodySubscribers.ofString(StandardCharsets.UTF_8);
        response.body().subscribe(text);
        String body = await(text.getBody().toCompletableFuture(), call);
        String type = response.headers().firstValue("Content-Type").orElse("of no type");
        return new Answer(response.statusCode(), type, body);
    }

    private HttpRequest request(Call call, String accept) {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri())
                .header("Accept", accept)
                .header("User-Agent", "outbox-cli")
                .header("X-Outbox-Console", "outbox-cli");
        credentials.header().ifPresent(value -> request.header("Authorization", value));
        call.body()
                .ifPresent(body -> request.header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
        return request.build();
    }

    /** {@link HttpRequest#timeout} would not bound the time for the body. */
    private <T> T await(CompletableFuture<T> future, Call call) throws InterruptedException {
        try {
            return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw Errors.timedOut(call, timeout, e);
        } catch (ExecutionException e) {
            throw Errors.unreachable(call, e.getCause());
        } finally {
            future.cancel(true);
        }
    }

    private static boolean isRedirection(HttpResponse<?> response) {
        return response.statusCode() / 100 == 3
                && response.headers().firstValue("Location").isPresent();
    }

    private static URI target(HttpResponse<?> response, Call call) {
        String location = response.headers().firstValue("Location").orElseThrow();
        try {
            return call.uri().resolve(location);
        } catch (IllegalArgumentException e) {
            throw Errors.unreachable(call, e);
        }
    }

    private static boolean isSameOrigin(URI one, URI other) {
        return other.getScheme().equals(one.getScheme())
                && String.valueOf(other.getRawAuthority()).equalsIgnoreCase(one.getRawAuthority());
    }
}

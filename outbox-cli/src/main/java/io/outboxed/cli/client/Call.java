package io.outboxed.cli.client;

import java.net.URI;
import java.util.Optional;

/** A request: one that sees, or one that changes something and has a body. */
record Call(URI uri, Optional<String> body) {

    static Call get(URI uri) {
        return new Call(uri, Optional.empty());
    }

    static Call post(URI uri, String body) {
        return new Call(uri, Optional.of(body));
    }

    boolean changes() {
        return body.isPresent();
    }

    String method() {
        return changes() ? "POST" : "GET";
    }

    /** The same request to another address. */
    Call at(URI other) {
        return new Call(other, body);
    }
}

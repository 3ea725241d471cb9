package io.outboxed.cli.client;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.Optional;

/** Tells a good answer from a bad one. */
final class Answers {

    /** A 404 with another code than these comes from someone who is not the console, or from one that has no such path. */
    private static final String NO_SUCH_ENTRY = "OUTBOX-7006";

    private static final String NO_SUCH_UNIT = "OUTBOX-7009";

    private Answers() {}

    /**
     * The JSON of a good one.
     *
     * @throws Failed if the status is not 200, or if the body is no JSON object
     */
    static JsonObject json(Answer answer, URI uri, boolean signedIn) {
        if (answer.status() != 200) {
            throw failure(answer, uri, signedIn);
        }
        return Json.parse(answer.body()).orElseThrow(() -> Errors.notJson(uri, answer));
    }

    static Failed failure(Answer answer, URI uri, boolean signedIn) {
        Optional<ApiError> error = ApiError.in(answer.body());
        String said = error.map(each -> ": " + each.text()).orElse("");
        return switch (answer.status()) {
            case 400 -> error.map(each -> Errors.refused(uri, each)).orElseGet(() -> Errors.failed(uri, 400, said));
            case 401 -> Errors.notSignedIn(uri, signedIn);
            case 403 -> Errors.notAllowed(uri, said);
            case 404 -> error.flatMap(each -> notFound(uri, each)).orElseGet(() -> Errors.noConsole(uri, said));
            case 409 -> error.map(each -> Errors.busy(uri, each)).orElseGet(() -> Errors.failed(uri, 409, said));
            default -> answer.status() < 300 ? Errors.notJson(uri, answer) : Errors.failed(uri, answer.status(), said);
        };
    }

    private static Optional<Failed> notFound(URI uri, ApiError error) {
        return switch (error.code()) {
            case NO_SUCH_ENTRY -> Optional.of(Errors.notThere(uri, error));
            case NO_SUCH_UNIT -> Optional.of(Errors.refused(uri, error));
            default -> Optional.empty();
        };
    }
}

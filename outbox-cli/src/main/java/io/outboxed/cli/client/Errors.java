package io.outboxed.cli.client;

import java.net.URI;
import java.time.Duration;

/** What can go wrong between here and the application: what happened, where, and what to do. */
final class Errors {
    private static final String SEE_MESSAGES = " See docs/messages.md.";

    private Errors() {}

    static Failed unreachable(Call call, Throwable cause) {
        return new Failed(
                ExitCode.UNREACHABLE,
                "Cannot reach the application at " + call.uri() + ": " + Reasons.of(cause, call.uri())
                        + ". Is it up, and is --url right?" + doubt(call),
                cause);
    }

    static Failed timedOut(Call call, Duration timeout, Throwable cause) {
        return new Failed(
                ExitCode.UNREACHABLE,
                "No answer from " + call.uri() + " within " + timeout.toMillis()
                        + " ms. Is the application overloaded? --timeout allows it more time." + doubt(call),
                cause);
    }

    private static String doubt(Call call) {
        return call.changes() ? " What was asked for may have been done all the same: look before you repeat it." : "";
    }

    static Failed redirected(Call call, URI target) {
        return new Failed(
                ExitCode.UNREACHABLE,
                call.uri() + " sends callers on to " + target
                        + ". The command did not follow, so as not to show your credentials to another host. If that is the application"
                        + " too, name it by --url; if it is a page to sign in, the application must accept HTTP Basic or a token.");
    }

    static Failed redirectedTooOften(Call call) {
        return new Failed(
                ExitCode.UNREACHABLE,
                call.uri() + " sends callers on again and again. Correct --url, or the proxy before the application.");
    }

    static Failed noConsole(URI uri, String said) {
        return new Failed(
                ExitCode.UNREACHABLE,
                "There is no console at " + uri + " (404" + said
                        + "). Is --url the application's own path, and outbox-console a part of the application?");
    }

    static Failed notJson(URI uri, Answer answer) {
        return new Failed(
                ExitCode.UNREACHABLE,
                "What " + uri + " answered is no JSON but " + answer.contentType()
                        + ". Is --url an application with outbox-console? A proxy, or a page to sign in, may stand before it.");
    }

    static Failed notUnderstood(String field) {
        return new Failed(
                ExitCode.FAILED,
                "The application's answer is not what this version of the command line knows, at '" + field
                        + "'. Use the command line of the application's version; --json shows what it answered.");
    }

    static Failed notSignedIn(URI uri, boolean tried) {
        return new Failed(
                ExitCode.NOT_ALLOWED,
                uri
                        + (tried
                                ? " does not accept these credentials (401). Correct the user and the password, or the token."
                                : " asks who you are (401). Give --user, or --token-file; see docs/cli.md."));
    }

    static Failed notAllowed(URI uri, String said) {
        return new Failed(
                ExitCode.NOT_ALLOWED,
                uri + " does not allow it (403)" + said
                        + ". To see needs the role outbox-viewer or outbox-operator; to change, and to see payloads, outbox-operator.");
    }

    static Failed notThere(URI uri, ApiError error) {
        return new Failed(ExitCode.NOT_ALL, uri + " answers: " + error.text() + ".");
    }

    static Failed refused(URI uri, ApiError error) {
        return new Failed(ExitCode.USAGE, uri + " refuses the request: " + error.text() + ".");
    }

    static Failed busy(URI uri, ApiError error) {
        return new Failed(ExitCode.FAILED, uri + " was busy (409): " + error.text() + ". Try again." + SEE_MESSAGES);
    }

    static Failed failed(URI uri, int status, String said) {
        return new Failed(
                ExitCode.FAILED,
                uri + " failed (" + status + ")" + said + ". Look at the application's log, and try again."
                        + SEE_MESSAGES);
    }

    static Failed silent(URI uri, Duration silence) {
        return new Failed(ExitCode.UNREACHABLE, uri + " has sent nothing for " + silence.toMillis() + " ms");
    }

    static Failed ended(URI uri, Throwable cause) {
        return new Failed(
                ExitCode.UNREACHABLE,
                uri + (cause == null ? " has ended the connection" : ": " + Reasons.of(cause, uri)),
                cause);
    }
}

package io.outboxed.cli;

import io.outboxed.cli.client.Address;
import io.outboxed.cli.client.Api;
import io.outboxed.cli.client.ExitCode;
import io.outboxed.cli.client.Failed;
import java.util.Optional;

/** What every command needs: where it runs, what it was told, and the application. */
final class Context {
    private final Shell shell;
    private final CommonOptions options;
    private final Output output;

    Context(Shell shell, CommonOptions options) {
        this.shell = shell;
        this.options = options;
        output = new Output(shell);
    }

    Shell shell() {
        return shell;
    }

    Output output() {
        return output;
    }

    CommonOptions options() {
        return options;
    }

    /** The application's API. It may ask for a password, so ask for it once, and only when the command line is known to be right. */
    Api api() {
        return new Api(address(), unit(), new SignIn(shell, options).credentials(), options.timeout(), this::trace);
    }

    /** The further outbox that is meant; empty for the main one, which an empty name means too. */
    Optional<String> unit() {
        return options.unit().or(() -> shell.variable("OUTBOX_UNIT")).filter(name -> !name.isEmpty());
    }

    /** As it was given, but shorter. */
    Address address() {
        String url = options.url()
                .or(() -> shell.variable("OUTBOX_URL"))
                .orElseThrow(
                        () -> new Failed(
                                ExitCode.USAGE,
                                "Which application? Give --url, or set OUTBOX_URL: http://127.0.0.1:8080/example, for example."));
        try {
            return Address.of(url);
        } catch (IllegalArgumentException e) {
            throw new Failed(ExitCode.USAGE, "--url (or OUTBOX_URL): " + e.getMessage() + ".", e);
        }
    }

    private void trace(String request) {
        if (options.isVerbose()) {
            output.note(request);
        }
    }
}

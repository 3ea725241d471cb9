package io.outboxed.cli;

import io.outboxed.cli.client.ExitCode;
import io.outboxed.cli.client.Failed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What every command can be told, before or after its name. */
final class CommonOptions {

    /** Behind a command's own options. */
    private static final int LAST = 100;

    @Option(
            names = "--url",
            paramLabel = "<url>",
            scope = ScopeType.INHERIT,
            order = LAST,
            description = "The application, or its console: http://127.0.0.1:8080/example. Else OUTBOX_URL.")
    private String url;

    @Option(
            names = "--unit",
            paramLabel = "<name>",
            scope = ScopeType.INHERIT,
            order = LAST,
            description =
                    "The outbox of this persistence unit, one of outbox.units. Else OUTBOX_UNIT, else the application's main outbox.")
    private String unit;

    @Option(
            names = "--user",
            paramLabel = "<name>",
            scope = ScopeType.INHERIT,
            order = LAST,
            description =
                    "Sign in by HTTP Basic. Else OUTBOX_USER. The password is that of --password-file, of OUTBOX_PASSWORD, or asked for.")
    private String user;

    @Option(
            names = "--password-file",
            paramLabel = "<file>",
            scope = ScopeType.INHERIT,
            order = LAST,
            description = "A file with the password in its first line.")
    private Path passwordFile;

    @Option(
            names = "--token-file",
            paramLabel = "<file>",
            scope = ScopeType.INHERIT,
            order = LAST,
            description = "Sign in by a bearer token, which is the first line of this file. Else OUTBOX_TOKEN.")
    private Path tokenFile;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            order = LAST,
            description = "Print the console's JSON, one document a line.")
    private boolean json;

    @Option(
            names = "--timeout",
            paramLabel = "<time>",
            scope = ScopeType.INHERIT,
            order = LAST,
            defaultValue = "60s",
            converter = SpanConverter.class,
            description = "How long to wait for an answer: 30s, 2m. Default: ${DEFAULT-VALUE}.")
    private Duration timeout;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            order = LAST,
            description = "Tell each request, and where an error comes from, on stderr. Never tells passwords.")
    private boolean verbose;

    Optional<String> url() {
        return Optional.ofNullable(url);
    }

    Optional<String> unit() {
        return Optional.ofNullable(unit);
    }

    Optional<String> user() {
        return Optional.ofNullable(user);
    }

    Optional<Path> passwordFile() {
        return Optional.ofNullable(passwordFile);
    }

    Optional<Path> tokenFile() {
        return Optional.ofNullable(tokenFile);
    }

    boolean isJson() {
        return json;
    }

    boolean isVerbose() {
        return verbose;
    }

    /** At least a millisecond. */
    Duration timeout() {
        if (timeout.isZero()) {
            throw new Failed(ExitCode.USAGE, "--timeout is 0; it must be at least 1ms.");
        }
        return timeout;
    }
}

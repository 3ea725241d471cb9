package io.outboxed.cli;

import io.outboxed.cli.client.Credentials;
import io.outboxed.cli.client.ExitCode;
import io.outboxed.cli.client.Failed;
import io.outboxed.cli.text.Escapes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the caller's credentials: options go before variables, and a password is asked for where neither has it. */
final class SignIn {
    private final Shell shell;
    private final CommonOptions options;

    SignIn(Shell shell, CommonOptions options) {
        this.shell = shell;
        this.options = options;
    }

    Credentials credentials() {
        if (options.user().isPresent() && options.tokenFile().isPresent()) {
            throw usage("--user and --token-file are both given; give one of them.");
        }
        if (options.tokenFile().isPresent()) {
            return Credentials.bearer(
                    firstLine("--token-file", options.tokenFile().get()));
        }
        if (options.user().isPresent()) {
            return basic(options.user().get());
        }
        Optional<String> user = shell.variable("OUTBOX_USER");
        Optional<String> token = shell.variable("OUTBOX_TOKEN");
        if (user.isPresent() && token.isPresent()) {
            throw usage(
                    "OUTBOX_USER and OUTBOX_TOKEN are both set; unset one of them, or give --user or --token-file.");
        }
        if (options.passwordFile().isPresent() && user.isEmpty()) {
            throw usage("--password-file is given, but no user; give --user, or set OUTBOX_USER.");
        }
        return token.map(Credentials::bearer).or(() -> user.map(this::basic)).orElse(Credentials.NONE);
    }

    private Credentials basic(String user) {
        if (user.contains(":")) {
            throw usage("The user '" + user + "' has a colon, which HTTP Basic does not allow.");
        }
        return Credentials.basic(
                user,
                options.passwordFile()
                        .map(file -> firstLine("--password-file", file))
                        .or(() -> shell.variable("OUTBOX_PASSWORD"))
                        .orElseGet(() -> asked(user)));
    }

    private String asked(String user) {
        Terminal terminal = shell.terminal()
                .orElseThrow(() -> usage("There is no password for '" + user
                        + "', and no terminal to ask for it; give --password-file, or set OUTBOX_PASSWORD."));
        char[] password = terminal.askSecretly("Password of " + Escapes.line(user) + ": ");
        if (password == null) {
            throw usage("No password was typed for '" + user + "'.");
        }
        return new String(password);
    }

    private static String firstLine(String option, Path file) {
        try {
            String line = Files.readString(file, StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
            if (line.isEmpty()) {
                throw usage(option + ": the first line of " + file + " is empty.");
            }
            return line;
        } catch (IOException e) {
            throw new Failed(ExitCode.USAGE, option + ": cannot read " + file + " (" + e + ").", e);
        }
    }

    private static Failed usage(String message) {
        return new Failed(ExitCode.USAGE, message);
    }
}

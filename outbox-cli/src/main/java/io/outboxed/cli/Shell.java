package io.outboxed.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;

/**
 * What a command has around it.
 *
 * @param terminal empty if nobody can be asked: in a script, or behind a pipe
 */
record Shell(
        Map<String, String> environment,
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        Optional<Terminal> terminal,
        Pause pause) {

    /** That of the process. */
    static Shell ofProcess() {
        return new Shell(
                System.getenv(),
                System.in,
                writer(FileDescriptor.out, "stdout.encoding"),
                writer(FileDescriptor.err, "stderr.encoding"),
                Optional.ofNullable(System.console()).map(Terminal::of),
                Pause.REAL);
    }

    /** System.out would not tell when nobody reads any more. */
    private static PrintWriter writer(FileDescriptor stream, String encoding) {
        Charset charset = Charset.forName(
                System.getProperty(encoding, Charset.defaultCharset().name()));
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(stream), charset), true);
    }

    /** The value of a variable; empty if it is not set, or set to nothing. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** Whether help may be in colour: only for a person who has not asked for none, as no-color.org says. */
    boolean isColourful() {
        return terminal.isPresent() && variable("NO_COLOR").isEmpty();
    }
}

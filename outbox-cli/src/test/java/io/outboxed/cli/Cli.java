package io.outboxed.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the command line in this JVM. */
final class Cli {
    final Map<String, String> environment = new HashMap<>();
    final List<String> questions = new ArrayList<>();
    final List<Duration> pauses = new ArrayList<>();

    /** What ends a wait early, as Ctrl-C would. */
    Pause pause = pauses::add;

    private final Deque<String> typed = new ArrayDeque<>();
    private boolean isTerminal;
    private String in = "";

    /** What came of it. */
    record Outcome(int exitCode, String out, String err) {}

    Cli(FakeConsole console) {
        environment.put("OUTBOX_URL", console.url());
    }

    Cli() {}

    /** Puts a person before it, who types this. */
    Cli types(String... lines) {
        isTerminal = true;
        typed.addAll(List.of(lines));
        return this;
    }

    Cli reads(String text) {
        in = text;
        return this;
    }

    Outcome run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Shell shell = new Shell(
                environment,
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                isTerminal ? Optional.of(new Person()) : Optional.empty(),
                time -> pause.of(time));
        int exitCode = Commands.run(shell, args);
        return new Outcome(exitCode, out.toString(), err.toString());
    }

    private final class Person implements Terminal {
        @Override
        public String ask(String question) {
            questions.add(question);
            return typed.poll();
        }

        @Override
        public char[] askSecretly(String question) {
            String answer = ask(question);
            return answer == null ? null : answer.toCharArray();
        }
    }
}

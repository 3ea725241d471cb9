package io.outboxed.reliability;

import java.time.Duration;
import java.util.Locale;

/** Tells a person how far a long run is, in a line that is written anew or, if nobody looks, in a line for each fault. */
final class Progress {
    private static final int WIDTH = 20;

    private final long start = System.nanoTime();
    private final Duration time;
    private final boolean terminal = System.getenv("TERM") != null && System.console() != null;
    private int faultsBefore;
    private long messagesBefore;

    /** For a run that takes so much time in all. */
    Progress(Duration time) {
        this.time = time;
    }

    /** What is being done now. */
    void now(SeriesRun run, String what) {
        say(faultsBefore + run.faults(), messagesBefore + run.ledger().messages(), run.series() + ": " + what);
    }

    /** What has come of a series. */
    void ended(SeriesRun.Result result) {
        faultsBefore += result.faults();
        messagesBefore += result.ledger().messages();
        String verdict = result.violations().isEmpty()
                ? "nothing lost, nothing out of order"
                : String.join("; ", result.violations());
        say(faultsBefore, messagesBefore, result.series() + ": " + verdict);
        System.out.println();
    }

    private void say(int faults, long messages, String what) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        int done = (int) Math.min(WIDTH, WIDTH * elapsed.toSeconds() / time.toSeconds());
        String line = String.format(
                Locale.ROOT,
                "[%s%s] %d:%02d of %d min, %d faults, %,d messages. %s",
                "#".repeat(done),
                "-".repeat(WIDTH - done),
                elapsed.toMinutes(),
                elapsed.toSecondsPart(),
                time.toMinutes(),
                faults,
                messages,
                what);
        System.out.print(terminal ? "\r" + line + "\033[K" : line + System.lineSeparator());
        System.out.flush();
    }
}

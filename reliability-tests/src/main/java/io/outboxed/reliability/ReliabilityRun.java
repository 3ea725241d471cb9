package io.outboxed.reliability;

import io.outboxed.harness.LaunchException;
import io.outboxed.harness.UnpackedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The long run: every series for the same time, with a report. Takes the minutes, the seed, the names of the series, and the report's file. */
public final class ReliabilityRun {
    private static final int MINUTES = 0;
    private static final int SEED = 1;
    private static final int SERIES = 2;
    private static final int FILE = 3;

    private ReliabilityRun() {}

    /** Ends with 1 if something was lost, or anything else is not as it should be. */
    public static void main(String[] args) throws Exception {
        try {
            System.exit(run(args) ? 0 : 1);
        } catch (LaunchException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static boolean run(String... args) throws Exception {
        Duration time = Duration.ofMinutes(number(args[MINUTES], "reliability.minutes", 1, 10_000));
        long seed = number(args[SEED], "reliability.seed", 0, Long.MAX_VALUE);
        List<Series> series = series(args[SERIES]);
        for (Series one : series) {
            UnpackedServer.named(one.server(), Path.of(System.getProperty("shop.project")))
                    .home(); // says so if it was not unpacked
        }
        Report report = new Report(command(time, seed, args[SERIES]), versions());
        Progress progress = new Progress(time);
        List<SeriesRun.Result> results = new ArrayList<>();
        for (Series one : series) {
            SeriesRun.Result result =
                    new SeriesRun(one, seed, progress::now).run(Plans.weighted(time.dividedBy(series.size())));
            results.add(result);
            progress.ended(result);
            write(Path.of(args[FILE]), report.of(results));
        }
        System.out.println("The report is in " + Path.of(args[FILE]).normalize() + ".");
        return results.stream().allMatch(result -> result.violations().isEmpty());
    }

    private static String command(Duration time, long seed, String series) {
        return "./mvnw -Preliability -Dreliability.minutes=" + time.toMinutes() + " -Dreliability.seed=" + seed
                + (series.equals("all") ? "" : " -Dreliability.series=" + series);
    }

    private static String versions() {
        return "WildFly " + System.getProperty("wildfly.version") + ", Payara "
                + System.getProperty("payara.version") + ", Artemis "
                + System.getProperty("artemis.version") + ", PostgreSQL "
                + System.getProperty("postgresql.version") + ", JDK "
                + Runtime.version().feature() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors"
                + (Clocks.areMovable() ? "." : "; no C compiler, so clocks were not moved.");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }

    private static List<Series> series(String names) {
        try {
            return names.equals("all")
                    ? List.of(Series.values())
                    : Arrays.stream(names.split(",")).map(Series::valueOf).toList();
        } catch (IllegalArgumentException e) {
            throw new LaunchException("reliability.series must be some of " + Arrays.toString(Series.values())
                    + ", with commas between them; it is '" + names + "'.");
        }
    }

    private static long number(String text, String name, long min, long max) {
        try {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new LaunchException(name + " must be a whole number, " + min + " to " + max + "; it is '" + text + "'.");
    }
}

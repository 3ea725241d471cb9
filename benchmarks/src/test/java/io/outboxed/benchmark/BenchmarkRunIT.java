package io.outboxed.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.benchmark.contestant.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With little to do: nothing may be lost, repeated or, where it is promised, out of order. It says nothing of speed. */
class BenchmarkRunIT {
    private static final String[] LITTLE = {
        "--rounds=1", "--warm-up=0", "--publish=800", "--drain=4000", "--scheduled=1000", "--many=1000", "--steady=1"
    };

    @TempDir
    private Path report;

    private void run(String... arguments) {
        int exit = BenchmarkRun.execute(Stream.of(LITTLE, arguments, new String[] {"--report=" + report})
                .flatMap(Arrays::stream)
                .toArray(String[]::new));
        assertThat(exit).isZero();
    }

    @Test
    void all_contestants_deliver_each_message_once() throws Exception {
        run("--phases=publish_100,both");

        String text = Files.readString(report.resolve(Report.FILE));
        assertThat(text).contains("## Targets", "## Publish");
        assertThat(Kind.main()).allSatisfy(kind -> assertThat(text).contains("| " + kind.title() + " |"));
        assertThat(report.resolve("benchmarks.json")).isNotEmptyFile();
        assertThat(report.resolve("benchmarks-both.png")).isNotEmptyFile();
    }

    @Test
    void outboxed_delivers_each_message_once_in_every_phase() {
        run("--contestants=outboxed_jta");
    }

    @Test
    void outboxed_delivers_each_message_once_with_every_setting() {
        String variants = Arrays.stream(Kind.values())
                .filter(kind -> !Kind.main().contains(kind))
                .map(Kind::name)
                .collect(Collectors.joining(","));
        run("--phases=both", "--contestants=" + variants);
    }

    @Test
    void refuses_what_it_does_not_know() {
        assertThat(BenchmarkRun.execute("--phases=flight")).isEqualTo(2);
    }
}

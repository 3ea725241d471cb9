package io.outboxed.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TelemetryDocumentationTest {

    @ParameterizedTest
    @EnumSource
    void every_metric_has_a_row_with_its_unit(Metric metric) throws IOException {
        assertThat(Files.readString(Path.of("../docs/metrics.md")))
                .containsPattern(
                        "\\| `" + metric.id + "` \\| \\w+, `" + metric.unit.replaceAll("[{}]", "\\\\$0") + "` \\|");
    }

    /** As Prometheus names it: the unit at the end, unless it stands in braces, and {@code total} for counters. */
    @ParameterizedTest
    @EnumSource
    void every_metric_is_on_the_dashboard(Metric metric) throws IOException {
        String name = metric.id.replace('.', '_') + (metric.unit.equals("s") ? "_seconds" : "");

        assertThat(Files.readString(Path.of("../docs/grafana/outboxed.json")))
                .containsPattern("\\b" + name + "(_total|_bucket|_sum)?\\b[^_]");
    }

    @Test
    void dashboard_shows_no_other_metric() throws IOException {
        Matcher names = Pattern.compile("\\b(?:outbox|messaging_client)_\\w+")
                .matcher(Files.readString(Path.of("../docs/grafana/outboxed.json")));
        Set<String> known = Arrays.stream(Metric.values())
                .map(metric -> metric.id.replace('.', '_'))
                .collect(Collectors.toSet());

        assertThat(names.results()
                        .map(MatchResult::group)
                        .filter(name -> !List.of("outbox_state", "outbox_away_name", "outbox_consumer")
                                .contains(name))
                        .map(name -> name.replaceAll("(_seconds)?(_total|_bucket|_sum|_count)?$", ""))
                        .filter(name -> !known.contains(name)))
                .isEmpty();
    }
}

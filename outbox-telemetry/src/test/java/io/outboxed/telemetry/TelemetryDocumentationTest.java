package io.outboxed.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}

package io.outboxed.benchmark;

import io.outboxed.benchmark.Target.Score;
import io.outboxed.benchmark.contestant.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;

/** Bars of the main figure of each phase, one file for each. */
final class Chart {

    private Chart() {}

    static void write(Results results, Path directory) throws IOException {
        for (Phase phase : results.phases()) {
            Figure main = phase.figures().get(0);
            List<Kind> kinds = results.kinds(phase);
            CategoryChart chart = new CategoryChartBuilder()
                    .width(900)
                    .height(400)
                    .title(phase.title())
                    .yAxisTitle(main.title())
                    .build();
            chart.getStyler().setLegendVisible(false);
            chart.getStyler().setXAxisLabelRotation(30);
            chart.addSeries(
                    main.title(),
                    kinds.stream().map(Kind::title).toList(),
                    kinds.stream()
                            .map(kind -> results.of(new Score(phase, kind, main))
                                    .orElseThrow()
                                    .median())
                            .toList());
            VectorGraphicsEncoder.saveVectorGraphic(
                    chart,
                    directory
                            .resolve("benchmarks-" + phase.name().toLowerCase(Locale.ROOT))
                            .toString(),
                    VectorGraphicsFormat.SVG);
        }
    }
}

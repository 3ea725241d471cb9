package io.outboxed.benchmark;

import io.outboxed.benchmark.Target.Score;
import io.outboxed.benchmark.contestant.Kind;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** Bars of the main figure of each phase in which several contestants took part, one file for each. */
final class Chart {
    /** If the greatest is so many times the least, the shorter bars would not be seen. */
    private static final double WIDE = 200;

    private Chart() {}

    static boolean isFor(Results results, Phase phase) {
        return results.kinds(phase).size() > 1;
    }

    static String fileOf(Phase phase) {
        return "benchmarks-" + phase.name().toLowerCase(Locale.ROOT) + ".png";
    }

    static void write(Results results, Path directory) throws IOException {
        for (Phase phase : results.phases()) {
            if (!isFor(results, phase)) {
                continue;
            }
            Figure main = phase.figures().get(0);
            List<Kind> kinds = results.kinds(phase);
            List<Double> values = kinds.stream()
                    .map(kind -> results.of(new Score(phase, kind, main))
                            .orElseThrow()
                            .median())
                    .toList();
            CategoryChart chart = new CategoryChartBuilder()
                    .width(900)
                    .height(520)
                    .title(phase.title())
                    .yAxisTitle(main.title())
                    .build();
            double least = Collections.min(values);
            chart.getStyler().setLegendVisible(false);
            chart.getStyler().setXAxisLabelRotation(90); // so that there is room for each name
            chart.getStyler().setXAxisMaxLabelCount(kinds.size());
            chart.getStyler().setChartBackgroundColor(Color.WHITE);
            if (least > 0 && Collections.max(values) > WIDE * least) {
                chart.getStyler().setYAxisLogarithmic(true);
                chart.getStyler().setYAxisMin(least / 2);
            }
            chart.addSeries(main.title(), kinds.stream().map(Kind::title).toList(), values);
            BitmapEncoder.saveBitmap(chart, directory.resolve(fileOf(phase)).toString(), BitmapFormat.PNG);
        }
    }
}

package io.outboxed.benchmark;

import io.outboxed.benchmark.Target.Score;
import io.outboxed.benchmark.contestant.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What was measured in all rounds that count. */
final class Results {
    private final List<Sample> samples = new ArrayList<>();

    /** What a contestant did in a phase of a round. */
    record Sample(Phase phase, Kind kind, int round, Map<Figure, Double> figures) {}

    /** The middle of some values, with the least and the greatest. */
    record Spread(double median, double min, double max) {

        /** Empty if there are no values. */
        static Optional<Spread> of(double... values) {
            if (values.length == 0) {
                return Optional.empty();
            }
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            int half = sorted.length / 2;
            double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
            return Optional.of(new Spread(median, sorted[0], sorted[sorted.length - 1]));
        }

        /** The median, with the others in parentheses, each in a format of {@link String#format}. */
        String text(String format) {
            return String.format(Locale.ROOT, format + " (" + format + "–" + format + ")", median, min, max);
        }
    }

    void add(Sample sample) {
        samples.add(sample);
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }

    List<Phase> phases() {
        return samples.stream().map(Sample::phase).distinct().sorted().toList();
    }

    List<Kind> kinds() {
        return samples.stream().map(Sample::kind).distinct().sorted().toList();
    }

    List<Kind> kinds(Phase phase) {
        return samples.stream()
                .filter(sample -> sample.phase == phase)
                .map(Sample::kind)
                .distinct()
                .sorted()
                .toList();
    }

    Optional<Spread> of(Score score) {
        return Spread.of(scored(score)
                .mapToDouble(sample -> sample.figures.get(score.figure()))
                .toArray());
    }

    /**
     * Of the ratios to another score of the same round, as rounds differ more than contestants do; without rounds in which that
     * is so little that it was measured as 0.
     */
    Optional<Spread> ratio(Score score, Score base) {
        return Spread.of(scored(score)
                .flatMap(sample -> scored(base)
                        .filter(other -> other.round == sample.round && other.figures.get(base.figure()) > 0)
                        .map(other -> sample.figures.get(score.figure()) / other.figures.get(base.figure())))
                .mapToDouble(Double::doubleValue)
                .toArray());
    }

    private Stream<Sample> scored(Score score) {
        return samples.stream().filter(sample -> sample.phase == score.phase() && sample.kind == score.kind());
    }
}

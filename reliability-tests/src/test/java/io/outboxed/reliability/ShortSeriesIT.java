package io.outboxed.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Each fault once, but for those that other tests of several nodes have already and that take long. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "nodes are frozen by signals")
class ShortSeriesIT {
    private static final Set<Fault> LEFT_OUT = EnumSet.of(Fault.ROLLING_RESTART, Fault.FREEZE_NODE, Fault.MOVE_CLOCK);

    private static final long SEED = 4;
    private static final Duration TIME = Duration.ofMinutes(3);

    @Test
    void whatever_breaks_every_acknowledged_order_is_sent_in_order() throws Exception {
        Set<Fault> faults = Arrays.stream(Fault.values())
                .filter(fault -> fault.isPossible() && !LEFT_OUT.contains(fault))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Fault.class)));

        Series series = Series.valueOf(System.getProperty("reliability.series", "JTA"));
        SeriesRun.Result result = new SeriesRun(series, SEED, new Progress(TIME)::now).run(Plans.onceEach(faults));

        assertThat(result.violations()).isEmpty();
        assertThat(result.recoveries()).containsOnlyKeys(faults);
    }
}

package io.outboxed.reliability;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** Which faults come, and how long. */
final class Plans {
    private Plans() {}

    /** Each of these once, in an order that the seed decides. */
    static SeriesRun.Plan onceEach(Collection<Fault> faults) {
        Deque<Fault> left = new ArrayDeque<>();
        List<Fault> shuffled = new ArrayList<>(faults);
        return (random, elapsed) -> {
            if (!shuffled.isEmpty()) {
                Collections.shuffle(shuffled, random);
                left.addAll(shuffled);
                shuffled.clear();
            }
            return left.poll();
        };
    }

    /** All that are possible here, by their weight, until the time is over. */
    static SeriesRun.Plan weighted(Duration time) {
        List<Fault> urn = new ArrayList<>();
        Arrays.stream(Fault.values())
                .filter(Fault::isPossible)
                .forEach(fault -> urn.addAll(Collections.nCopies(fault.weight(), fault)));
        return (random, elapsed) -> elapsed.compareTo(time) < 0 ? urn.get(random.nextInt(urn.size())) : null;
    }
}

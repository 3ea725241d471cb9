package io.outboxed.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A point in time by the store's clock: a fixed one, or so long after the entry is stored. The latter makes no difference
 * between nodes whose clocks differ.
 */
public sealed interface Moment {

    /** The point in time, if the entry is stored at {@code now}; both in milliseconds since 1970-01-01T00:00Z. */
    long atMillis(long now);

    /** A fixed point in time; kept to the millisecond. */
    record At(Instant instant) implements Moment {

        /** Refuses null. */
        public At {
            Objects.requireNonNull(instant, "instant");
        }

        /** From milliseconds since 1970-01-01T00:00Z. */
        public static At ofMillis(long millis) {
            return new At(Instant.ofEpochMilli(millis));
        }

        @Override
        public long atMillis(long now) {
            return instant.toEpochMilli();
        }
    }

    /** So long after the entry is stored; kept to the millisecond. */
    record After(Duration duration) implements Moment {

        /** Refuses null. */
        public After {
            Objects.requireNonNull(duration, "duration");
        }

        @Override
        public long atMillis(long now) {
            return Math.addExact(now, duration.toMillis());
        }
    }
}

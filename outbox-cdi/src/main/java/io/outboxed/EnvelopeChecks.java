package io.outboxed;

import io.outboxed.internal.Errors;
import io.outboxed.internal.Header;
import io.outboxed.spi.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** What an envelope may hold, checked where the application says it. */
final class EnvelopeChecks {
    private static final int MAX_TEXT = 255;

    private static final Duration MAX_DURATION = Duration.ofDays(365);
    private static final Instant MAX_TIME = Instant.parse("9999-12-31T23:59:59.999Z");

    private EnvelopeChecks() {}

    static Moment at(String what, Instant time) {
        Objects.requireNonNull(time, what);
        if (time.isBefore(Instant.EPOCH) || time.isAfter(MAX_TIME)) {
            throw Errors.badTime(what, time, Instant.EPOCH, MAX_TIME);
        }
        return new Moment.At(time);
    }

    static Moment after(String what, Duration duration, Duration min) {
        Objects.requireNonNull(duration, what);
        if (duration.compareTo(min) < 0 || duration.compareTo(MAX_DURATION) > 0) {
            throw Errors.badTime(what, duration, min, MAX_DURATION);
        }
        return new Moment.After(duration);
    }

    static String destination(String destination) {
        if (destination == null || destination.isBlank()) {
            throw Errors.noDestination(destination);
        }
        return text("destination", destination);
    }

    static String key(Object key) {
        return text("key", key == null ? null : key.toString());
    }

    static String text(String what, String value) {
        if (value == null || value.isBlank() || value.length() > MAX_TEXT) {
            throw Errors.badText(what, value, MAX_TEXT);
        }
        return value;
    }

    static String headerName(String name) {
        return Header.checkName(name);
    }

    static Object headerValue(String name, Object value) {
        return Header.checkValue(name, value);
    }
}

package io.outboxed.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time that was given: by itself, or as how long ago. One of both is null. */
record Moment(Instant instant, Duration ago) {

    boolean isRelative() {
        return ago != null;
    }

    /** The time; what {@code now} is matters only to relative ones. */
    Instant at(Instant now) {
        return isRelative() ? now.minus(ago) : instant;
    }

    /** Reads one. */
    static final class Converter implements ITypeConverter<Moment> {

        @Override
        public Moment convert(String value) {
            if (!value.contains(":")) {
                return new Moment(null, span(value));
            }
            try {
                return new Moment(OffsetDateTime.parse(value).toInstant(), null);
            } catch (DateTimeException e) {
                throw wrong(value);
            }
        }

        private static Duration span(String value) {
            try {
                return new SpanConverter().convert(value);
            } catch (TypeConversionException e) {
                throw wrong(value);
            }
        }

        private static TypeConversionException wrong(String value) {
            return new TypeConversionException(
                    "'" + value
                            + "' is no time; write 2026-11-01T10:00:00Z or 2026-11-01T11:00:00+01:00, or how long ago: 30m, 2h, 7d");
        }
    }
}

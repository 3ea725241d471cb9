package io.outboxed.cli;

import io.outboxed.cli.text.Spans;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads time spans. */
final class SpanConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String value) {
        try {
            return Spans.parse(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}

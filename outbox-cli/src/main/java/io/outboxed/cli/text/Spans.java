package io.outboxed.cli.text;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Time spans as people write them: {@code 30s}, {@code 1h30m}, {@code 2d}. */
public final class Spans {
    private static final Pattern PATTERN =
            Pattern.compile("(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

    private Spans() {}

    /**
     * Reads one: days, hours, minutes, seconds and milliseconds, each with its unit, in this order.
     *
     * @throws IllegalArgumentException if it is not of this form
     */
    public static Duration parse(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no time span; write 30s, 5m, 1h30m or 2d, for example");
        }
        return Duration.ofDays(number(matcher, 1))
                .plusHours(number(matcher, 2))
                .plusMinutes(number(matcher, 3))
                .plusSeconds(number(matcher, 4))
                .plusMillis(number(matcher, 5));
    }

    private static long number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }
}

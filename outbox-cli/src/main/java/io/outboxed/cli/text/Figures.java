package io.outboxed.cli.text;

import java.util.Locale;

/** Numbers as people read them, the same in every language. */
public final class Figures {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Figures() {}

    /** With a comma after each three digits; a tilde stands before what is not exact. */
    public static String count(long value, boolean exact) {
        return (exact ? "" : "~") + count(value);
    }

    /** With a comma after each three digits. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** In at most seven characters, for tables: 1.2M, for example. */
    public static String brief(long value, boolean exact) {
        String mark = exact ? "" : "~";
        if (value < 100_000) {
            return count(value, exact);
        }
        if (value < 1_000_000) {
            return mark + value / 1_000 + "k";
        }
        if (value < 1_000_000_000) {
            return mark + String.format(Locale.ROOT, "%.1fM", value / 1e6);
        }
        return mark + String.format(Locale.ROOT, "%.1fG", value / 1e9);
    }

    /** A number for each second. */
    public static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%,.1f/s", perSecond);
    }

    /** A time span in its two largest units, 3h20m for example. */
    public static String span(double seconds) {
        long whole = (long) Math.floor(seconds);
        if (whole < 1) {
            return seconds <= 0 ? "0s" : String.format(Locale.ROOT, "%.1fs", seconds);
        }
        if (whole < MINUTE) {
            return whole + "s";
        }
        if (whole < HOUR) {
            return two(whole / MINUTE, "m", whole % MINUTE, "s");
        }
        if (whole < DAY) {
            return two(whole / HOUR, "h", whole % HOUR / MINUTE, "m");
        }
        return two(whole / DAY, "d", whole % DAY / HOUR, "h");
    }

    private static String two(long large, String unit, long small, String smaller) {
        return large + unit + (small == 0 ? "" : String.format(Locale.ROOT, "%02d%s", small, smaller));
    }
}

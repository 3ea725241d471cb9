package io.outboxed.admin;

/**
 * A number of entries.
 *
 * @param value 0 or more
 * @param exact false if it was estimated, because counting them all would take long
 */
public record Count(long value, boolean exact) {

    /** None. */
    public static final Count ZERO = new Count(0, true);

    /** Both together. */
    public Count plus(Count other) {
        return new Count(value + other.value, exact && other.exact);
    }

    /** The number, with a tilde before an estimate. */
    @Override
    public String toString() {
        return (exact ? "" : "~") + value;
    }
}

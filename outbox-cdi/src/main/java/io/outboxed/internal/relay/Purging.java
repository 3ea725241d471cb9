package io.outboxed.internal.relay;

/** Removes what was kept long enough, a step at a time, in the caller's transaction. */
@FunctionalInterface
public interface Purging {

    /** There is nothing to be removed. */
    Purging NOTHING = max -> false;

    /**
     * Removes some.
     *
     * @param max about so many, ≥ 1
     * @return whether there may be more
     */
    boolean step(int max);
}

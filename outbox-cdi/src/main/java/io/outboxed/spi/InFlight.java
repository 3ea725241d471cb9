package io.outboxed.spi;

/**
 * A note in a lane's row: the entries from one position to another are being sent. Where the note is still there although
 * nobody owns the lane, a process died meanwhile. Relays write it only while they have a reason to be careful.
 *
 * @param first the lowest position
 * @param last the highest position, ≥ first
 * @param deaths how many processes have died already while just these were in flight, ≥ 0
 * @param since when it was written, in milliseconds since 1970-01-01T00:00Z by the store's clock
 */
public record InFlight(long first, long last, int deaths, long since) {

    /** Whether it names one entry alone. */
    public boolean isSingle() {
        return first == last;
    }

    /** Whether another note says the same, whenever it was written. */
    public boolean saysTheSameAs(InFlight other) {
        return other != null && first == other.first && last == other.last && deaths == other.deaths;
    }

    /** Whether the entry is one of those that were being sent. */
    public boolean covers(Entry entry) {
        return first <= entry.position() && entry.position() <= last;
    }
}

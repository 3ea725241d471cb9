package io.outboxed.admin;

/**
 * What became of the entries that were to be redriven, discarded, or tried again.
 *
 * @param done so many were
 * @param gone no longer there when it was their turn: someone else has been faster
 * @param expired not redriven, because they have expired meanwhile; they are still dead letters. 0 where something else was
 *     to be done
 */
public record ChangeResult(long done, long gone, long expired) {

    /** Nothing was there. */
    public static final ChangeResult NOTHING = new ChangeResult(0, 0, 0);

    /** Both together. */
    public ChangeResult plus(ChangeResult other) {
        return new ChangeResult(done + other.done, gone + other.gone, expired + other.expired);
    }
}

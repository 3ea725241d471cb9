package io.outboxed.admin;

/**
 * What became of the dead letters that were to be redriven or discarded.
 *
 * @param done redriven, or discarded
 * @param gone no longer there when it was their turn: someone else has redriven or discarded them
 * @param expired not redriven, because they have expired meanwhile; they are still dead letters. 0 where they were to be
 *     discarded
 */
public record DeadLetterResult(long done, long gone, long expired) {

    /** Nothing was there. */
    public static final DeadLetterResult NOTHING = new DeadLetterResult(0, 0, 0);

    /** Both together. */
    public DeadLetterResult plus(DeadLetterResult other) {
        return new DeadLetterResult(done + other.done, gone + other.gone, expired + other.expired);
    }
}

package io.outboxed.admin;

/**
 * What one node has done since the application was started there.
 *
 * @param published messages that committed transactions have published
 * @param sent entries that the broker, or another sender, has accepted
 * @param duplicates of these, those that the broker has told to be repeats and dropped
 * @param failed failed attempts after which another one follows
 * @param buried entries that became dead letters
 * @param expired entries that have expired and were dropped unsent
 */
public record Activity(long published, long sent, long duplicates, long failed, long buried, long expired) {}

package io.outboxed.admin;

/**
 * A CDI event: an entry has become a dead letter. Fired after the commit, in a thread of the relay and without a transaction;
 * lost if the process dies in between, while the dead letter itself is not: {@link DeadLetters} finds it.
 *
 * @param id the message id
 * @param destination where it was to go
 * @param type the message's type
 * @param key the ordering key, or null for none
 * @param attempts failed attempts
 * @param error code and class of the last failure, without anything of the payload
 * @param holdsKey whether later entries of its key wait until it is redriven or discarded
 */
public record DeadLettered(
        String id, String destination, String type, String key, int attempts, String error, boolean holdsKey) {}

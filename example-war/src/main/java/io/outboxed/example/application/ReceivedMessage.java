package io.outboxed.example.application;

/**
 * A message as a consumer received it.
 *
 * @param destination the queue, or the partner
 * @param id the message id, the same however often the message is sent
 * @param type what kind of message it is
 * @param key the ordering key, or null
 * @param occurred when it happened, in milliseconds since 1970
 * @param deliveryCount how often it has been tried to deliver it, from 1
 */
public record ReceivedMessage(
        String destination, String id, String type, String key, long occurred, int deliveryCount) {}

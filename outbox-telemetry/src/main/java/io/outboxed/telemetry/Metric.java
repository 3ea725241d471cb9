package io.outboxed.telemetry;

/**
 * The metrics, the same for all that measure. Names that begin with {@code messaging.} are those of OpenTelemetry's semantic conventions
 * for messaging; what they leave open begins with {@code outbox.}.
 */
enum Metric {
    PUBLISHED("outbox.published.messages", "{message}", "Messages that committed transactions have published"),
    SENT("messaging.client.sent.messages", "{message}", "Messages that the broker has accepted"),
    SEND_DURATION("messaging.client.operation.duration", "s", "Time that sending a batch took"),
    BATCH("outbox.batch.messages", "{message}", "Messages in a batch"),
    LAG("outbox.lag", "s", "Time from a message's occurrence until the broker had accepted it"),
    DUPLICATES("outbox.duplicate.messages", "{message}", "Sent messages that the broker has dropped as repeats"),
    FAILED("outbox.failed.attempts", "{attempt}", "Failed attempts to send a message, after which another one follows"),
    BURIED("outbox.buried.messages", "{message}", "Messages that became dead letters"),
    EXPIRED("outbox.expired.messages", "{message}", "Messages that have expired and were dropped unsent"),
    INBOX_DUPLICATES(
            "outbox.inbox.duplicate.messages",
            "{message}",
            "Messages that consumers have skipped, because they had worked on them"),
    LANE_WAIT("outbox.lane.wait", "s", "Time that a lane with work waited for a worker"),
    BACKLOG("outbox.backlog.messages", "{message}", "Messages in the outbox"),
    BACKLOG_AGE("outbox.backlog.age", "s", "Age of the oldest message that is to be sent"),
    AWAY("outbox.away", "{outage}", "Brokers, senders, destinations and stores that are away"),
    AWAY_DURATION(
            "outbox.away.duration", "s", "For how long a broker, a sender, a destination or the store has been away"),
    RUNNING("outbox.relay.running", "{relay}", "Whether the relay runs: 1 or 0");

    final String id;
    final String unit;
    final String description;

    Metric(String id, String unit, String description) {
        this.id = id;
        this.unit = unit;
        this.description = description;
    }
}

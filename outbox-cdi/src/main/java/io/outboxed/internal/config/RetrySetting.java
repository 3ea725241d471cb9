package io.outboxed.internal.config;

import io.outboxed.OutboxConfig;
import io.outboxed.RetrySettings;
import io.outboxed.RetrySettings.OnDead;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The settings {@code outbox.retry.destination.NAME.PART} and {@code outbox.retry.type.NAME.PART}. */
record RetrySetting(boolean ofType, String name, String part) {
    private static final String DESTINATION_PREFIX = "outbox.retry.destination.";
    private static final String TYPE_PREFIX = "outbox.retry.type.";
    private static final List<String> PARTS = List.of("max-attempts", "initial", "max", "on-dead");

    /** Empty if the setting is another one. The name of a destination or type may contain dots. */
    static Optional<RetrySetting> of(String setting) {
        boolean ofType = setting.startsWith(TYPE_PREFIX);
        if (!ofType && !setting.startsWith(DESTINATION_PREFIX)) {
            return Optional.empty();
        }
        String rest = setting.substring(ofType ? TYPE_PREFIX.length() : DESTINATION_PREFIX.length());
        int end = rest.lastIndexOf('.');
        return end < 1 || !PARTS.contains(rest.substring(end + 1))
                ? Optional.empty()
                : Optional.of(new RetrySetting(ofType, rest.substring(0, end), rest.substring(end + 1)));
    }

    void apply(OutboxConfig.Builder builder, String text) {
        UnaryOperator<RetrySettings> change = parse(part, text);
        if (ofType) {
            builder.retryOfType(name, change);
        } else {
            builder.retryOfDestination(name, change);
        }
    }

    static UnaryOperator<RetrySettings> parse(String part, String text) {
        return switch (part) {
            case "max-attempts" -> {
                int attempts = Parse.integer(text);
                yield retry -> retry.withMaxAttempts(attempts);
            }
            case "initial" -> {
                var bound = Parse.duration(text);
                yield retry -> retry.withInitial(bound);
            }
            case "max" -> {
                var bound = Parse.duration(text);
                yield retry -> retry.withMax(bound);
            }
            default -> {
                OnDead what = Parse.constant(OnDead.class, text);
                yield retry -> retry.withOnDead(what);
            }
        };
    }
}

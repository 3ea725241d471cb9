package io.outboxed.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.OutboxConfig;
import io.outboxed.RetrySettings.OnDead;
import io.outboxed.spi.Entry;
import io.outboxed.spi.Envelopes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Which policy an entry has. */
class RetryPolicyTest {
    private final Function<Entry, RetryPolicy> policies = RetryPolicy.policies(
            OutboxConfig.builder()
                    .retry(retry -> retry.withMaxAttempts(7))
                    .retryOfDestination(
                            "ship", retry -> retry.withMaxAttempts(3).withOnDead(OnDead.HOLD))
                    .retryOfType("Audit", retry -> retry.withMaxAttempts(1))
                    .build(),
            () -> 0.999);

    private RetryPolicy of(String destination, String type) {
        return policies.apply(new Entry(
                0,
                1,
                0,
                0,
                Envelopes.sealed("id", destination, type, "k", Envelopes.text("x"), Map.of(), null, 4, Instant.EPOCH)));
    }

    @Test
    void entry_without_rules_of_its_own_has_the_policy_for_all() {
        assertThat(of("mail", "Sent").maxAttempts()).isEqualTo(7);
        assertThat(of("mail", "Sent").holdsKey()).isFalse();
        assertThat(of("mail", "Sent").next(1, false))
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofMillis(990), Duration.ofSeconds(1)));
    }

    @Test
    void destination_goes_before_all_and_type_before_destination_part_by_part() {
        assertThat(of("ship", "Sent").maxAttempts()).isEqualTo(3);
        assertThat(of("ship", "Sent").holdsKey()).isTrue();
        assertThat(of("ship", "Audit").maxAttempts()).isEqualTo(1);
        assertThat(of("ship", "Audit").holdsKey()).isTrue();
        assertThat(of("mail", "Audit").holdsKey()).isFalse();
    }

    @Test
    void last_attempt_and_permanent_failures_have_no_next_one() {
        assertThat(of("ship", "Sent").next(2, false)).isPresent();
        assertThat(of("ship", "Sent").next(3, false)).isEmpty();
        assertThat(of("mail", "Sent").next(1, true)).isEmpty();
    }
}

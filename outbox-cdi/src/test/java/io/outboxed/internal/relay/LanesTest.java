package io.outboxed.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.spi.Envelopes;
import io.outboxed.spi.Payload;
import io.outboxed.spi.SealedEnvelope;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LanesTest {

    @Property
    void lane_is_within_range_and_depends_on_the_key_alone(
            @ForAll String key, @ForAll @IntRange(min = 1, max = 64) int lanes) {
        int lane = Lanes.laneOf(envelope("a", key), lanes);

        assertThat(lane).isBetween(0, lanes - 1);
        assertThat(Lanes.laneOf(envelope("b", key), lanes)).isEqualTo(lane);
    }

    @Test
    void lane_of_a_key_is_the_same_in_every_version() {
        assertThat(Lanes.laneOf(envelope("x", "customer-1"), 64)).isEqualTo(14);
        assertThat(Lanes.laneOf(envelope("x", "ada"), 64)).isEqualTo(26);
    }

    @Test
    void similar_keys_and_entries_without_key_are_spread_evenly() {
        int[] byKey = new int[8];
        int[] byId = new int[8];
        for (int i = 0; i < 8_000; i++) {
            byKey[Lanes.laneOf(envelope("x", "customer-" + i), 8)]++;
            byId[Lanes.laneOf(envelope(new UUID(i, i * 31L).toString(), null), 8)]++;
        }
        assertThat(Arrays.stream(byKey)).allMatch(count -> count >= 800 && count <= 1200);
        assertThat(Arrays.stream(byId)).allMatch(count -> count >= 800 && count <= 1200);
    }

    private static SealedEnvelope envelope(String id, String key) {
        return Envelopes.sealed(
                id, "orders", "T", key, new Payload.Text("text/plain", ""), Map.of(), null, 4, Instant.EPOCH);
    }
}

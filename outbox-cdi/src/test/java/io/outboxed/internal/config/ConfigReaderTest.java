package io.outboxed.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.OutboxConfig;
import io.outboxed.OutboxConfig.JmsMode;
import io.outboxed.OutboxConfig.SchemaMode;
import io.outboxed.OutboxConfigException;
import io.outboxed.RetrySettings.OnDead;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ConfigReaderTest {

    private static OutboxConfig read(Map<String, String> properties) {
        return read(properties, Map.of());
    }

    private static OutboxConfig read(Map<String, String> properties, Map<String, String> environment) {
        Properties all = new Properties();
        all.putAll(properties);
        return ConfigReader.read(new SystemSource(all, environment));
    }

    @Test
    void nothing_configured_gives_the_defaults() {
        OutboxConfig config = read(Map.of("unrelated", "x"));

        assertThat(config.lanes()).isEqualTo(1);
        assertThat(config.batchSize()).isEqualTo(500);
        assertThat(config.schema()).isEqualTo(SchemaMode.VALIDATE);
        assertThat(config.jmsMode()).isEqualTo(JmsMode.JTA);
        assertThat(config.connectionFactory()).isEqualTo("java:comp/DefaultJMSConnectionFactory");
        assertThat(config.executor()).isEqualTo("java:comp/DefaultManagedScheduledExecutorService");
    }

    @Test
    void properties_win_over_the_environment() {
        OutboxConfig config = read(
                Map.of("outbox.relay.lanes", "4", "outbox.schema", "create"),
                Map.of("OUTBOX_RELAY_LANES", "8", "OUTBOX_RELAY_WORKERS", "2"));

        assertThat(config.lanes()).isEqualTo(4);
        assertThat(config.workers()).isEqualTo(2);
        assertThat(config.schema()).isEqualTo(SchemaMode.CREATE);
    }

    @Test
    void name_that_a_server_makes_of_an_environment_variable_is_not_refused() {
        assertThat(read(Map.of("outbox.strict.keys", "true"), Map.of("OUTBOX_STRICT_KEYS", "true"))
                        .strictKeys())
                .isTrue();
    }

    @Test
    void durations_are_read_in_both_spellings() {
        assertThat(read(Map.of("outbox.relay.idle-interval", "1500ms")).idleInterval())
                .isEqualTo(Duration.ofMillis(1500));
        assertThat(read(Map.of("outbox.relay.idle-interval", "PT2M")).idleInterval())
                .isEqualTo(Duration.ofMinutes(2));
        assertThat(read(Map.of("outbox.retry.max", "1d")).retry().max()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void destinations_are_mapped_by_name() {
        assertThat(read(Map.of("outbox.destination.orders", "java:/jms/queue/Orders"))
                        .destinations())
                .containsExactly(Map.entry("orders", "java:/jms/queue/Orders"));
    }

    @Test
    void unknown_names_are_refused_with_the_known_ones() {
        assertThatThrownBy(() -> read(Map.of("outbox.relay.lane", "1", "outbox.foo", "x")))
                .isInstanceOf(OutboxConfigException.class)
                .hasMessageContaining("OUTBOX-1002")
                .hasMessageContaining("outbox.foo, outbox.relay.lane")
                .hasMessageContaining("outbox.relay.lanes");
    }

    @Test
    void values_that_cannot_be_read_are_reported_together() {
        assertThatThrownBy(() -> read(Map.of(
                        "outbox.relay.lanes", "many",
                        "outbox.relay.enabled", "yes",
                        "outbox.relay.linger", "soon",
                        "outbox.jms.mode", "fast")))
                .hasMessageContaining("OUTBOX-1001")
                .hasMessageContaining("outbox.relay.lanes is 'many'; it must be a whole number")
                .hasMessageContaining("outbox.relay.enabled is 'yes'; it must be true or false")
                .hasMessageContaining("outbox.relay.linger is 'soon'; it must be a duration")
                .hasMessageContaining("outbox.jms.mode is 'fast'; it must be one of [jta, session, xa, none]");
    }

    @Test
    void both_sides_of_each_bound() {
        assertThat(OutboxConfig.builder().lanes(1).build().lanes()).isEqualTo(1);
        assertThat(OutboxConfig.builder().lanes(64).build().lanes()).isEqualTo(64);
        assertThatThrownBy(() -> OutboxConfig.builder().lanes(0).build())
                .hasMessageContaining("outbox.relay.lanes is 0; it must be 1 to 64");
        assertThatThrownBy(() -> OutboxConfig.builder().lanes(65).batchSize(0).build())
                .hasMessageContaining("outbox.relay.lanes is 65")
                .hasMessageContaining("outbox.relay.batch-size is 0; it must be 1 to 10000");
        assertThat(OutboxConfig.builder().batchSize(10_000).build().batchSize()).isEqualTo(10_000);
        assertThatThrownBy(() -> OutboxConfig.builder().batchSize(10_001).build())
                .isInstanceOf(OutboxConfigException.class);
        assertThatThrownBy(() -> OutboxConfig.builder()
                        .retry(retry -> retry.withInitial(Duration.ofMinutes(10)))
                        .build())
                .hasMessageContaining("outbox.retry.max is PT5M; it must be PT10M to");
    }

    @Test
    void slot_for_change_data_capture_excludes_the_relay() {
        assertThat(read(Map.of("outbox.cdc.slot", "a_1", "outbox.relay.enabled", "false"))
                        .cdcSlot())
                .isEqualTo("a_1");
        assertThatThrownBy(() -> read(Map.of("outbox.cdc.slot", "outboxed")))
                .hasMessageContaining("OUTBOX-1001")
                .hasMessageContaining("outbox.cdc.slot is 'outboxed', so outbox.relay.enabled must be false");
        OutboxConfig.Builder builder = OutboxConfig.builder().relayEnabled(false);
        assertThat(builder.cdcSlot("s".repeat(63)).build().cdcSlot()).hasSize(63);
        for (String name : new String[] {"s".repeat(64), "Outboxed", "a-b", " "}) {
            assertThatThrownBy(() -> builder.cdcSlot(name).build())
                    .isInstanceOf(OutboxConfigException.class)
                    .hasMessageContaining("the name of a replication slot");
        }
    }

    @Test
    void later_changes_to_a_builder_do_not_touch_what_it_built() {
        OutboxConfig.Builder builder = OutboxConfig.builder();
        OutboxConfig config = builder.lanes(2).destination("a", "b").build();
        builder.lanes(3).destination("c", "d");

        assertThat(config.lanes()).isEqualTo(2);
        assertThat(config.destinations()).containsOnlyKeys("a");
    }

    @Test
    void settings_for_single_destinations_and_types() {
        OutboxConfig config = read(Map.of(
                "outbox.destination.java.orders", "java:global/jms/orders",
                "outbox.jms.connection-factory.ship.it", "java:/Other",
                "outbox.retry.destination.ship.it.max-attempts", "3",
                "outbox.retry.destination.ship.it.on-dead", "hold",
                "outbox.retry.type.Heart.beat.initial", "5s"));

        assertThat(config.destinations()).containsExactly(Map.entry("java.orders", "java:global/jms/orders"));
        assertThat(config.connectionFactories()).containsExactly(Map.entry("ship.it", "java:/Other"));
        assertThat(config.retryOfDestination().get("ship.it").maxAttempts()).isEqualTo(3);
        assertThat(config.retryOfDestination().get("ship.it").onDead()).isEqualTo(OnDead.HOLD);
        assertThat(config.retryOfDestination().get("ship.it").initial()).isNull();
        assertThat(config.retryOfType().get("Heart.beat").initial()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void wrong_settings_for_single_destinations_are_refused_by_name() {
        assertThatThrownBy(() -> read(Map.of("outbox.retry.destination.ship.max-attempts", "0")))
                .hasMessageContaining("outbox.retry.destination.ship.max-attempts is 0; it must be 1 to 1000");
        assertThatThrownBy(() -> read(Map.of("outbox.retry.type.T.initial", "10m")))
                .hasMessageContaining("outbox.retry.type.T.max is PT5M; it must be PT10M to");
        assertThatThrownBy(() -> read(Map.of("outbox.retry.destination.ship.attempts", "1")))
                .hasMessageContaining("OUTBOX-1002");
    }
}

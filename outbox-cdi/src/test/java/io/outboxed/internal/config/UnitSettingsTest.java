package io.outboxed.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.OutboxConfig;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The settings of an outbox beside the main one. */
class UnitSettingsTest {

    private static TextSource source(Map<String, String> properties, Map<String, String> environment) {
        Properties all = new Properties();
        all.putAll(properties);
        return new SystemSource(all, environment);
    }

    private static OutboxConfig audit(Map<String, String> properties) {
        return ConfigReader.read(source(properties, Map.of()), "audit");
    }

    @Test
    void settings_are_those_of_the_main_outbox_but_for_its_own() {
        Map<String, String> properties = Map.of(
                "outbox.units", "audit",
                "outbox.persistence-unit", "shop",
                "outbox.relay.lanes", "4",
                "outbox.relay.workers", "4",
                "outbox.destination.events", "java:/jms/events",
                "outbox.unit.audit.relay.lanes", "8",
                "outbox.unit.audit.destination.events", "java:/jms/audit",
                "outbox.unit.audit.retry.destination.events.max-attempts", "3");
        OutboxConfig audit = audit(properties);

        assertThat(audit.persistenceUnit()).isEqualTo("audit");
        assertThat(audit.lanes()).isEqualTo(8);
        assertThat(audit.workers()).isEqualTo(4);
        assertThat(audit.destinations()).containsExactly(Map.entry("events", "java:/jms/audit"));
        assertThat(audit.retryOfDestination().get("events").maxAttempts()).isEqualTo(3);

        OutboxConfig main = ConfigReader.read(source(properties, Map.of()));
        assertThat(main.persistenceUnit()).isEqualTo("shop");
        assertThat(main.lanes()).isEqualTo(4);
        assertThat(main.destinations()).containsExactly(Map.entry("events", "java:/jms/events"));
    }

    @Test
    void environment_sets_them_too() {
        TextSource source = source(Map.of("outbox.units", "audit"), Map.of("OUTBOX_UNIT_AUDIT_RELAY_ENABLED", "false"));

        assertThat(ConfigReader.read(source, "audit").relayEnabled()).isFalse();
        assertThat(ConfigReader.read(source).relayEnabled()).isTrue();
    }

    @Test
    void unknown_settings_are_refused_and_so_are_those_of_a_unit_that_is_not_named() {
        assertThatThrownBy(() -> audit(Map.of("outbox.units", "audit", "outbox.unit.audit.relay.lane", "1")))
                .hasMessageContaining("OUTBOX-1002")
                .hasMessageContaining("outbox.relay.lane.");
        assertThatThrownBy(() -> ConfigReader.read(
                        source(Map.of("outbox.units", "audit", "outbox.unit.adit.relay.lanes", "1"), Map.of())))
                .hasMessageContaining("OUTBOX-1002")
                .hasMessageContaining("outbox.unit.adit.relay.lanes");
    }

    @Test
    void what_no_single_outbox_has_is_refused() {
        assertThatThrownBy(() -> audit(Map.of("outbox.unit.audit.persistence-unit", "other")))
                .hasMessageContaining("OUTBOX-1022")
                .hasMessageContaining("'audit'")
                .hasMessageContaining("outbox.persistence-unit");
    }

    @Test
    void unit_that_is_named_twice_is_refused() {
        assertThat(Units.read(source(Map.of("outbox.units", "b, a"), Map.of()))).containsExactly("b", "a");
        assertThat(Units.read(source(Map.of(), Map.of()))).isEmpty();
        assertThatThrownBy(() -> Units.read(source(Map.of("outbox.units", "a,b,a"), Map.of())))
                .hasMessageContaining("OUTBOX-1020")
                .hasMessageContaining("'a'");
    }
}

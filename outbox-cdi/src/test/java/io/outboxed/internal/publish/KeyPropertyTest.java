package io.outboxed.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KeyPropertyTest {
    private final KeyProperty keys = new KeyProperty();

    private record Placed(String orderId) {}

    private static class Bean {
        private final long id = 7;
        protected String note = "n";

        public long getId() {
            return id + 1;
        }

        public boolean isUrgent() {
            return true;
        }

        public String getBroken() {
            throw new IllegalStateException("no");
        }
    }

    private static final class SubBean extends Bean {}

    private interface Keyed {
        default String key() {
            return "k";
        }
    }

    private record Implementing() implements Keyed {}

    @Test
    void components_getters_methods_and_fields_are_found() {
        assertThat(keys.read(new Placed("o-1"), "orderId")).isEqualTo("o-1");
        assertThat(keys.read(new Bean(), "id")).isEqualTo(8L);
        assertThat(keys.read(new SubBean(), "id")).isEqualTo(8L);
        assertThat(keys.read(new SubBean(), "getId")).isEqualTo(8L);
        assertThat(keys.read(new SubBean(), "urgent")).isEqualTo(true);
        assertThat(keys.read(new SubBean(), "note")).isEqualTo("n");
        assertThat(keys.read(new Implementing(), "key")).isEqualTo("k");
    }

    @Test
    void failing_getter_keeps_its_cause() {
        assertThatThrownBy(() -> keys.read(new Bean(), "broken"))
                .hasMessageContaining("OUTBOX-2007")
                .hasRootCauseMessage("no");
    }

    @Test
    void unknown_name_does_not_exist() {
        assertThat(KeyProperty.exists(Placed.class, "orderId")).isTrue();
        assertThat(KeyProperty.exists(Placed.class, "orderID")).isFalse();
        assertThat(KeyProperty.exists(Placed.class, "")).isFalse();
        assertThat(KeyProperty.exists(Placed.class, "class")).isFalse();
    }
}

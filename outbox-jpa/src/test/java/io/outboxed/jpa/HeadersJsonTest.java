package io.outboxed.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.StoreException;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersJsonTest {
    private final HeadersJson headers = new HeadersJson();

    @Test
    void noHeaders_areNull() {
        assertThat(headers.write("id", Map.of())).isNull();
        assertThat(headers.read("id", null)).isEmpty();
    }

    @Test
    void numbers_carryTheirType() {
        assertThat(headers.write("id", Map.of("version", 3L))).isEqualTo("{\"version\":{\"Long\":\"3\"}}");
    }

    @Test
    void valueThatNoHeaderCanHave_isRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> headers.write("id", Map.of("amount", new BigDecimal("1234.5"))))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("OUTBOX-5024", "'amount'", "java.math.BigDecimal")
                .hasMessageNotContaining("1234");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "{\"a\":1}",
                "{\"a\":{\"Complex\":\"1\"}}",
                "{\"a\":{}}",
                "[]",
                "{\"a\":{\"Long\":\"x\"}}"
            })
    void textThatThisVersionDoesNotWrite_isRefusedWithTheEntry(String json) {
        assertThatThrownBy(() -> headers.read("the-id", json))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("OUTBOX-5023", "the-id");
    }

    @Test
    void names_areKnownAlsoWhereValuesAreNot() {
        assertThat(headers.names(headers.write("id", Map.of("a", "x", "b", 2)))).containsExactlyInAnyOrder("a", "b");
        assertThat(headers.names("{\"a\":{\"Complex\":\"1\"}}")).containsExactly("a");
        assertThat(headers.names("nonsense")).isEmpty();
        assertThat(headers.names(null)).isEmpty();
    }
}

package io.outboxed.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://host:8080/shop",
                "HTTP://host:8080/shop/",
                "http://host:8080/shop/outbox-console",
                "http://host:8080/shop/outbox-console/",
                "http://host:8080/shop/outbox-console/index.html#dead",
                "http://host:8080/shop/outbox-console/api/outbox-v1"
            })
    void api_isFoundFromWhatAPersonCopies(String url) {
        assertThat(Address.of(url).resolve("/lanes", Map.of()))
                .hasToString("http://host:8080/shop/outbox-console/api/outbox-v1/lanes");
        assertThat(Address.of(url)).hasToString("http://host:8080/shop");
    }

    @Test
    void application_mayBeAtTheRoot_orHaveAnAlikeName() {
        assertThat(Address.of("https://host").resolve("/x", Map.of("a", "b c")))
                .hasToString("https://host/outbox-console/api/outbox-v1/x?a=b%20c");
        assertThat(Address.of("https://[::1]/outbox-consoles")).hasToString("https://[::1]/outbox-consoles");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "ftp://host/shop", "http:///shop", "http://user@host/shop", "http://a b", ""})
    void whatIsNone_isRefused(String url) {
        assertThatThrownBy(() -> Address.of(url)).isInstanceOf(IllegalArgumentException.class);
    }
}

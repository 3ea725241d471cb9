package io.outboxed.example.interfaces.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    @Test
    void fields_areReadByNameAndUnknownOnesIgnored() {
        JsonBody body = read("{\"customer\":\"  ada \",\"quantity\":3,\"colour\":\"red\"}");

        assertThat(body.text("customer", 100)).isEqualTo("ada");
        assertThat(body.integer("quantity", 1, 1_000)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "no json", "[1]", "\"text\"", "42", "{\"a\":}"})
    void whatIsNoObject_isBadJson(String text) {
        ApiException e = refused(() -> read(text));

        assertThat(e.status()).isEqualTo(400);
        assertThat(e.code()).isEqualTo("BAD_JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"customer\":null}"})
    void aMissingField_isNamed(String text) {
        ApiException e = refused(() -> read(text).text("customer", 100));

        assertThat(e.code()).isEqualTo("MISSING_FIELD");
        assertThat(e.field()).isEqualTo("customer");
        assertThat(e).hasMessageContaining("'customer'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "{}", "[]", "\"\"", "\"   \"", "\"12345678901\""})
    void aTextOfAnotherTypeOrLength_isRefused(String value) {
        ApiException e = refused(() -> read("{\"customer\":" + value + "}").text("customer", 10));

        assertThat(e.code()).isEqualTo("BAD_FIELD");
        assertThat(e.field()).isEqualTo("customer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "1.5", "\"2\"", "true", "1e99", "99999999999999999999"})
    void aNumberThatIsNotWholeOrOutOfRange_isRefused(String value) {
        ApiException e = refused(() -> read("{\"quantity\":" + value + "}").integer("quantity", 1, 1_000));

        assertThat(e.code()).isEqualTo("BAD_FIELD");
        assertThat(e.field()).isEqualTo("quantity");
        assertThat(e).hasMessageContaining("1 to 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1000", "2.0", "1e3"})
    void bothBounds_areAllowed(String value) {
        assertThat(read("{\"quantity\":" + value + "}").integer("quantity", 1, 1_000))
                .isBetween(1, 1_000);
    }

    private static JsonBody read(String text) {
        return JsonBody.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static ApiException refused(ThrowingCallable call) {
        return catchThrowableOfType(ApiException.class, call);
    }
}

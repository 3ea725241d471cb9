package io.outboxed.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.admin.EntryContent;
import io.outboxed.spi.Payload;
import jakarta.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How contents are shown. */
class ViewsTest {

    private static JsonObject content(String text) {
        return Views.content("a", new EntryContent(new Payload.Text("text/plain", text), Map.of()));
    }

    @Test
    void textOfTheGreatestSize_isWholeAndALongerOneIsNot() {
        assertThat(content("x".repeat(Views.MAX_CONTENT)).getBoolean("complete"))
                .isTrue();

        JsonObject longer = content("x".repeat(Views.MAX_CONTENT + 1));
        assertThat(longer.getBoolean("complete")).isFalse();
        assertThat(longer.getString("text")).hasSize(Views.MAX_CONTENT);
        assertThat(longer.getInt("size")).isEqualTo(Views.MAX_CONTENT + 1);
    }

    @Test
    void textIsNotCutInTheMiddleOfACharacter() {
        String shown = content("x".repeat(Views.MAX_CONTENT - 1) + "😀😀").getString("text");

        assertThat(shown).isEqualTo("x".repeat(Views.MAX_CONTENT - 1));
    }

    @ParameterizedTest
    @CsvSource({"262144, true", "262145, false"})
    void bytes_areShownUpToTheSameSize(int size, boolean complete) {
        JsonObject json = Views.content("a", new EntryContent(new Payload.Binary("a/b", new byte[size]), Map.of()));

        assertThat(json.getBoolean("complete")).isEqualTo(complete);
        assertThat(json.isNull("text")).isTrue();
    }

    @Test
    void headers_tellTheirTypes() {
        JsonObject json = Views.content(
                "a", new EntryContent(new Payload.Text("text/plain", ""), Map.of("version", 3L, "tenant", "t")));

        assertThat(json.getJsonArray("headers").toString())
                .isEqualTo("[{\"name\":\"tenant\",\"type\":\"String\",\"value\":\"t\"},"
                        + "{\"name\":\"version\",\"type\":\"Long\",\"value\":\"3\"}]");
    }
}

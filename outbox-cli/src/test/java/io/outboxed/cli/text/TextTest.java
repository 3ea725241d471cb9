package io.outboxed.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @Test
    void control_isEscaped_andLettersOfAllLanguagesAreNot() {
        assertThat(Escapes.line("a\u001b[31m\tß漢😀\u202e\ud800\u2028"))
                .isEqualTo("a\\u001b[31m\\tß漢😀\\u202e\\ud800\\u2028");
    }

    @Test
    void json_staysTheSameInAscii() {
        assertThat(Escapes.json("{\"ü\":\"\u009b😀\"}")).isEqualTo("{\"\\u00fc\":\"\\u009b\\ud83d\\ude00\"}");
    }

    @Test
    void cell_thatIsTooLong_goesOnBelow() {
        Table table = new Table(Table.Column.left("NAME", 4), Table.Column.right("N", 3));
        table.add("abcdefghi", "12");
        table.detail("x".repeat(80));

        assertThat(table.lines()).containsExactly("NAME   N", "abcd  12", "efgh", "i", "  " + "x".repeat(78), "  xx");
    }

    @Test
    void words_areBrokenOnlyWhereTheyAreTooLong() {
        Table table = new Table(Table.Column.left("N", 8));
        table.add("a bc defghijklmn");

        assertThat(table.lines()).containsExactly("N", "a bc", "defghijk", "lmn");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "0.25, 0.3s",
        "1, 1s",
        "59.9, 59s",
        "60, 1m",
        "61, 1m01s",
        "3599, 59m59s",
        "3600, 1h",
        "7260, 2h01m",
        "86400, 1d",
        "90000, 1d01h"
    })
    void span_hasItsTwoLargestUnits(double seconds, String text) {
        assertThat(Figures.span(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "99999, '99,999'",
        "100000, 100k",
        "999999, 999k",
        "1000000, 1.0M",
        "999949999, 999.9M",
        "1000000000, 1.0G"
    })
    void brief_fitsIntoAColumn(long value, String text) {
        assertThat(Figures.brief(value, true)).isEqualTo(text);
        assertThat(Figures.brief(value, false)).isEqualTo("~" + text).hasSizeLessThanOrEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "30s, PT30S",
        "5m, PT5M",
        "500ms, PT0.5S",
        "1h30m, PT1H30M",
        "2d, PT48H",
        "1m500ms, PT1M0.5S",
        "0s, PT0S"
    })
    void span_isRead(String text, Duration span) {
        assertThat(Spans.parse(text)).isEqualTo(span);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "5 m", "-5m", "30m1h", "5M", "9999999999s"})
    void span_thatIsNone_isRefused(String text) {
        assertThatThrownBy(() -> Spans.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }
}

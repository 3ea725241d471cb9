package io.outboxed.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.admin.EntryFilter;
import io.outboxed.admin.EntryPage;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests may ask for, and how what they may not is refused. */
class AskedTest {

    private static MultivaluedMap<String, String> query(String... namesAndValues) {
        MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            query.putSingle(namesAndValues[i], namesAndValues[i + 1]);
        }
        return query;
    }

    @Test
    void filter_hasWhatIsAskedFor() {
        EntryFilter filter = Asked.filter(query(
                "id",
                "i",
                "destination",
                "d",
                "type",
                "t",
                "key",
                "k",
                "error",
                "e",
                "from",
                "2026-01-31T23:00:00Z",
                "before",
                "2026-02-01T01:00:00+01:00",
                "max",
                "7",
                "unit",
                "audit"));

        assertThat(filter)
                .isEqualTo(new EntryFilter(
                        "i",
                        "d",
                        "t",
                        "k",
                        "e",
                        Instant.parse("2026-01-31T23:00:00Z"),
                        Instant.parse("2026-02-01T00:00:00Z")));
    }

    @Test
    void emptyTexts_areNotAskedFor() {
        assertThat(Asked.filter(query("id", "", "from", "", "key", ""))).isEqualTo(EntryFilter.all());
    }

    @ParameterizedTest
    @CsvSource({
        "destinatoin, orders, destinatoin",
        "from, yesterday, from",
        "before, 2026-01-31, before",
    })
    void parameterThatIsNotUnderstood_isRefused(String name, String value, String field) {
        assertThatThrownBy(() -> Asked.filter(query(name, value))).isInstanceOfSatisfying(ConsoleException.class, e -> {
            assertThat(e.status()).isEqualTo(400);
            assertThat(e.code()).isEqualTo("OUTBOX-7004");
            assertThat(e.json().getJsonObject("error").getString("field")).isEqualTo(field);
        });
    }

    @Test
    void timesInTheWrongOrder_andTextsThatAreTooLong_areRefused() {
        assertThatThrownBy(() -> Asked.filter(query("from", "2026-01-02T00:00:00Z", "before", "2026-01-01T00:00:00Z")))
                .isInstanceOf(ConsoleException.class)
                .hasMessageContaining("must be before");
        assertThat(Asked.filter(query("key", "x".repeat(255))).key()).hasSize(255);
        assertThatThrownBy(() -> Asked.filter(query("key", "x".repeat(256))))
                .isInstanceOf(ConsoleException.class)
                .hasMessageContaining("256 characters");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1000, 1000", "'', 50"})
    void sizeOfAPage_isFromOneToAThousand(String asked, int expected) {
        EntryPage<String> page = Asked.page(
                query("max", asked), (filter, max, after) -> new EntryPage<>(List.of("" + max), Optional.empty()));

        assertThat(page.entries()).containsExactly(String.valueOf(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "many", "99999999999"})
    void otherSizes_areRefused(String asked) {
        assertThatThrownBy(() -> Asked.page(query("max", asked), (filter, max, after) -> null))
                .isInstanceOf(ConsoleException.class)
                .hasMessageContaining("it must be 1 to 1000");
    }

    @Test
    void placeThatIsNotOfAPage_isRefused() {
        assertThatThrownBy(() -> Asked.page(query("after", "x"), (filter, max, after) -> {
                    throw new IllegalArgumentException("after is '" + after + "', which is not the next of any page");
                }))
                .isInstanceOfSatisfying(
                        ConsoleException.class, e -> assertThat(e.status()).isEqualTo(400));
    }

    @Test
    void selection_isOfIdsOrByFilter() {
        assertThat(Asked.selection("{\"ids\":[\"a\",\"b\",\"a\"]}"))
                .isEqualTo(new Asked.Selection(List.of("a", "b"), Optional.empty()));
        assertThat(Asked.selection("{\"filter\":{\"destination\":\"orders\"}}").filter())
                .contains(EntryFilter.all().withDestination("orders"));
        assertThat(Asked.selection("{\"filter\":{}}").filter()).contains(EntryFilter.all());
        String most = String.join("\",\"", Collections.nCopies(1000, "a"));
        assertThat(Asked.selection("{\"ids\":[\"" + most + "\"]}").ids()).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "ids",
                "{}",
                "{\"ids\":[]}",
                "{\"ids\":[1]}",
                "{\"ids\":[\" \"]}",
                "{\"ids\":\"a\"}",
                "{\"ids\":[\"a\"],\"filter\":{}}",
                "{\"filter\":null}",
                "{\"filter\":{\"destination\":1}}",
                "{\"ids\":[\"a\"],\"all\":true}"
            })
    void otherBodies_areRefusedSoThatNothingIsDoneByMistake(String body) {
        assertThatThrownBy(() -> Asked.selection(body))
                .isInstanceOfSatisfying(
                        ConsoleException.class, e -> assertThat(e.code()).isEqualTo("OUTBOX-7005"));
    }

    @Test
    void filterWithAMisspeltField_isRefusedAsItWouldFindTooMuch() {
        assertThatThrownBy(() -> Asked.selection("{\"filter\":{\"destinatoin\":\"orders\"}}"))
                .isInstanceOf(ConsoleException.class)
                .hasMessageContaining("no field 'destinatoin'");
    }

    @Test
    void target_isADestinationOrAll() {
        assertThat(Asked.target("{\"destination\":\"orders\"}")).contains("orders");
        assertThat(Asked.target("{\"all\":true}")).isEmpty();
        for (String body :
                List.of("{}", "{\"all\":false}", "{\"destination\":1}", "{\"destination\":\"a\",\"all\":true}")) {
            assertThatThrownBy(() -> Asked.target(body)).isInstanceOf(ConsoleException.class);
        }
    }
}

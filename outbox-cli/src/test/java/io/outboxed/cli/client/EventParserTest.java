package io.outboxed.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventParserTest {
    private final EventParser parser = new EventParser();

    private List<EventParser.Raw> events(String... lines) {
        return Stream.of(lines).flatMap(line -> parser.line(line).stream()).toList();
    }

    @Test
    void fields_arePutTogether() {
        assertThat(events("event: overview", "id: 1", "data: {", "data:}", ""))
                .containsExactly(new EventParser.Raw("overview", "{\n}\n"));
    }

    @Test
    void nameOfOneEvent_isForgottenForTheNext() {
        assertThat(events("event: a", "data: 1", "", "data: 2", ""))
                .extracting(EventParser.Raw::name)
                .containsExactly("a", "");
    }

    @Test
    void commentsAndEventsWithoutData_areNone() {
        assertThat(events(": alive", "", "event: a", "", "retry: 5", "", "data"))
                .isEmpty();
    }
}

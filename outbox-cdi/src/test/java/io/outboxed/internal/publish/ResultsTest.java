package io.outboxed.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ResultsTest {

    @Test
    void null_and_empty_hold_no_message() {
        assertThat(Results.of(null).messages()).isEmpty();
        assertThat(Results.of(Optional.empty()).messages()).isEmpty();
        assertThat(Results.of(List.of()).messages()).isEmpty();
        assertThat(Results.of(Stream.empty()).messages()).isEmpty();
        assertThat(Results.of(new String[0]).messages()).isEmpty();
    }

    @Test
    void containers_hold_their_elements_in_order_without_nulls() {
        assertThat(Results.of("a").messages()).containsExactly("a");
        assertThat(Results.of(Optional.of("a")).messages()).containsExactly("a");
        assertThat(Results.of(Arrays.asList("b", null, "a")).messages()).containsExactly("b", "a");
        assertThat(Results.of(new String[] {"b", null, "a"}).messages()).containsExactly("b", "a");
        assertThat(Results.of(new int[] {2, 1}).messages()).containsExactly(2, 1);
    }

    @Test
    void bytes_are_one_message() {
        byte[] bytes = {1, 2};
        assertThat(Results.of(bytes).messages()).containsExactly(bytes);
    }

    @Test
    void caller_can_still_read_a_stream() {
        Results results = Results.of(Stream.of("a", "b"));

        assertThat(results.messages()).containsExactly("a", "b");
        assertThat(((Stream<?>) results.result()).map(Object::toString)).containsExactly("a", "b");
    }
}

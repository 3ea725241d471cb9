package io.outboxed.internal.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SkippedTest {

    @Test
    void result_is_null_or_empty_as_the_caller_expects() {
        assertThat(Skipped.result(void.class)).isNull();
        assertThat(Skipped.result(String.class)).isNull();
        assertThat(Skipped.result(ArrayList.class)).isNull();
        assertThat(Skipped.result(Optional.class)).isEqualTo(Optional.empty());
        assertThat(Skipped.result(OptionalInt.class)).isEqualTo(OptionalInt.empty());
        assertThat(Skipped.result(Iterable.class)).isEqualTo(List.of());
        assertThat(Skipped.result(Collection.class)).isEqualTo(List.of());
        assertThat(Skipped.result(List.class)).isEqualTo(List.of());
        assertThat(Skipped.result(Set.class)).isEqualTo(Set.of());
        assertThat(Skipped.result(Map.class)).isEqualTo(Map.of());
        assertThat((Stream<?>) Skipped.result(Stream.class)).isEmpty();
        assertThat(Skipped.result(int[].class)).isEqualTo(new int[0]);
        assertThat(Skipped.result(String[].class)).isEqualTo(new String[0]);
    }

    @Test
    void primitive_value_or_one_that_comes_later_cannot_be_skipped() {
        assertThat(Skipped.isPossible(void.class)).isTrue();
        assertThat(Skipped.isPossible(Boolean.class)).isTrue();
        assertThat(Skipped.isPossible(int[].class)).isTrue();
        assertThat(Skipped.isPossible(boolean.class)).isFalse();
        assertThat(Skipped.isPossible(long.class)).isFalse();
        assertThat(Skipped.isPossible(Future.class)).isFalse();
        assertThat(Skipped.isPossible(CompletableFuture.class)).isFalse();
    }
}

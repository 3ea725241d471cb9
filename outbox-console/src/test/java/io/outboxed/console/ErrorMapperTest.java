package io.outboxed.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the caller is told of a failure that is not his fault. */
class ErrorMapperTest {

    @Test
    void storeThatIsAway_isToldByItsClassAndNotByItsText() { // which may have values in it
        ConsoleException error = ErrorMapper.error(new IllegalStateException("password=s3cret"));

        assertThat(error.status()).isEqualTo(503);
        assertThat(error.code()).isEqualTo("OUTBOX-7007");
        assertThat(error.json().toString()).contains("IllegalStateException").doesNotContain("s3cret");
    }

    @Test
    void whatTheConsoleHasFound_isToldAsItIs() {
        ConsoleException found = Errors.headerMissing();

        assertThat(ErrorMapper.error(found)).isSameAs(found);
    }
}

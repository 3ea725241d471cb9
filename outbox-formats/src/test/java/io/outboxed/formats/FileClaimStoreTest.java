package io.outboxed.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.spi.Envelopes;
import io.outboxed.spi.Payload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileClaimStoreTest extends ClaimStoreContract {
    @TempDir
    private Path directory;

    @Override
    ClaimStore store() throws Exception {
        return new FileClaimStore(directory.resolve("claims"));
    }

    @Override
    void put(String messageId, Payload payload, Instant time, List<String> references) throws Exception {
        String reference = store().put(messageId, payload);
        Files.setLastModifiedTime(directory.resolve("claims").resolve(reference), FileTime.from(time));
        references.add(reference);
    }

    @Test
    void what_a_process_left_that_died_while_it_wrote_is_no_payload_but_is_found_when_it_is_old() throws Exception {
        String reference = store().put("m1", Envelopes.text("x"));
        Path part = directory.resolve("claims").resolve(reference + ".part");
        Files.writeString(part, "Ttext/pl");
        Files.setLastModifiedTime(part, FileTime.from(LONG_AGO));

        assertThat(store().get(reference + ".part")).isEmpty();
        assertThat(store().olderThan(LONG_AGO.plusSeconds(1), "", 10))
                .containsExactly(new ClaimStore.Claim(reference + ".part", "m1"));
        store().delete(List.of(reference + ".part"));
        assertThat(part).doesNotExist();
        assertThat(store().get(reference)).isPresent();
    }

    @Test
    void other_files_of_the_directory_are_left_alone() throws Exception {
        store();
        Path other = directory.resolve("claims/notes.txt");
        Files.writeString(other, "keep me");
        Files.setLastModifiedTime(other, FileTime.from(LONG_AGO));

        assertThat(store().olderThan(Instant.now(), "", 10)).isEmpty();
        store().delete(List.of("notes.txt", "../claims/notes.txt"));
        assertThat(other).exists();
    }
}

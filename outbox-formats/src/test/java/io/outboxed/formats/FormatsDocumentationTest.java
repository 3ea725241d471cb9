package io.outboxed.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the documents say of this module's codes and settings is what its sources say. */
class FormatsDocumentationTest {

    @Test
    void every_code_has_a_row_and_every_row_a_code() throws IOException {
        SortedSet<String> inSources =
                found(Path.of("src/main/java/io/outboxed/formats/Errors.java"), "\"(?:OUTBOX-)?(8\\d{3})\"");

        assertThat(inSources).hasSizeGreaterThan(10);
        assertThat(found(Path.of("../docs/messages.md"), "(?m)^\\| OUTBOX-(8\\d{3}) \\|"))
                .isEqualTo(inSources);
    }

    @Test
    void every_setting_has_a_row_and_every_row_a_setting() throws IOException {
        SortedSet<String> inSources = new TreeSet<>(new FormatSettings()
                .names().stream()
                        .map(name -> name.endsWith(".") ? name + "NAME" : name)
                        .toList());

        assertThat(found(Path.of("../docs/formats.md"), "(?m)^\\| `(outbox\\.[\\w.-]+)` \\|"))
                .isEqualTo(inSources);
    }

    private static SortedSet<String> found(Path file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(file))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

package io.outboxed.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the documents say of codes and columns is what the sources say. */
class JpaDocumentationTest {
    private static final Path DOCUMENTS = Path.of("../docs");

    @Test
    void everyCode_hasARowAndEveryRowACode() throws IOException {
        SortedSet<String> inSources =
                groups(Path.of("src/main/java/io/outboxed/jpa/JpaErrors.java"), "OUTBOX-(\\d{4})");
        SortedSet<String> inDocument =
                groups(DOCUMENTS.resolve("messages.md"), "(?m)^\\| OUTBOX-(11\\d{2}|5\\d{3}) \\|");

        assertThat(inSources).hasSizeGreaterThan(15);
        assertThat(inDocument).isEqualTo(inSources);
    }

    @Test
    void everyColumn_hasARowAndEveryRowAColumn() throws IOException {
        SortedSet<String> columns = new TreeSet<>();
        Schema.TABLES.forEach(table -> columns.addAll(table.columnNames()));

        assertThat(groups(DOCUMENTS.resolve("schema.md"), "(?m)^\\| `([A-Z_]+)` \\|"))
                .isEqualTo(columns);
    }

    private static SortedSet<String> groups(Path file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(file))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

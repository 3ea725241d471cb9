package io.outboxed.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The codes in the document are those of the sources. */
class DocumentationTest {

    @Test
    void everyCode_hasARowAndEveryRowACode() throws IOException {
        Path sources = Path.of("src/main/java/io/outboxed/console");
        SortedSet<String> inSources = codes(sources.resolve("Errors.java"), "\"(7\\d{3})\"");
        inSources.addAll(codes(sources.resolve("Audit.java"), "OUTBOX-(7\\d{3})"));

        assertThat(inSources).hasSizeGreaterThan(8);
        assertThat(codes(Path.of("../docs/messages.md"), "(?m)^\\| OUTBOX-(7\\d{3}) \\|"))
                .isEqualTo(inSources);
    }

    private static SortedSet<String> codes(Path file, String pattern) throws IOException {
        SortedSet<String> codes = new TreeSet<>();
        Pattern.compile(pattern).matcher(Files.readString(file)).results().forEach(match -> codes.add(match.group(1)));
        return codes;
    }
}

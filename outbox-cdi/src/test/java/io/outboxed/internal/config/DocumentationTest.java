package io.outboxed.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.OutboxConfig;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say of codes and settings is what the sources say. */
class DocumentationTest {
    private static final Path SOURCES = Path.of("src/main/java/io/outboxed/internal");
    private static final Path DOCUMENTS = Path.of("../docs");

    @Test
    void everyCode_hasARowAndEveryRowACode() throws IOException {
        SortedSet<String> inSources = codes(SOURCES.resolve("Errors.java"), "\"(\\d{4})\"");
        inSources.addAll(codes(SOURCES.resolve("DeploymentErrors.java"), "\"(\\d{4})\""));
        inSources.addAll(codes(SOURCES.resolve("InboxErrors.java"), "\"(\\d{4})\""));
        inSources.addAll(codes(SOURCES.resolve("SendErrors.java"), "\"(\\d{4})\""));
        inSources.addAll(codes(SOURCES.resolve("Log.java"), "OUTBOX-(\\d{4})"));
        inSources.addAll(codes(SOURCES.resolve("InboxLog.java"), "OUTBOX-(\\d{4})"));
        inSources.addAll(codes(SOURCES.resolve("AdminLog.java"), "OUTBOX-(\\d{4})"));
        SortedSet<String> inDocument = codes(DOCUMENTS.resolve("messages.md"), "(?m)^\\| OUTBOX-(\\d{4}) \\|");
        inDocument.removeIf(DocumentationTest::isOfAnotherModule);

        assertThat(inSources).hasSizeGreaterThan(30);
        assertThat(inDocument).isEqualTo(inSources);
    }

    @Test
    void everyCode_hasOneRow() throws IOException {
        assertThat(Pattern.compile("(?m)^\\| OUTBOX-(\\d{4}) \\|")
                        .matcher(Files.readString(DOCUMENTS.resolve("messages.md")))
                        .results()
                        .map(row -> row.group(1)))
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void everySetting_hasARowAndEveryRowASetting() throws IOException {
        assertThat(defaultsInDocument().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Setting.ALL.stream().map(Setting::name), Stream.of(Units.SETTING))
                                .toList());
    }

    @Test
    void defaultsInTheDocument_areThoseOfTheCode() throws IOException {
        Map<String, String> defaults = defaultsInDocument();
        OutboxConfig untouched = OutboxConfig.builder().build();
        for (Setting setting : Setting.ALL) {
            OutboxConfig.Builder builder = OutboxConfig.builder();
            setting.apply().accept(builder, defaults.get(setting.name()));

            assertThat(values(builder.build())).as(setting.name()).isEqualTo(values(untouched));
        }
    }

    /** By setting; a default that is written as "empty" is the empty text. */
    private static Map<String, String> defaultsInDocument() throws IOException {
        return Pattern.compile("(?m)^\\| `(outbox\\.[a-z.-]+)` \\| `?([^|`]+)`? \\|")
                .matcher(Files.readString(DOCUMENTS.resolve("configuration.md")))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1),
                        row -> row.group(2).strip().equals("empty")
                                ? ""
                                : row.group(2).strip()));
    }

    /** What each accessor gives. */
    private static Map<String, Object> values(OutboxConfig config) {
        Map<String, Object> values = new TreeMap<>();
        for (Method accessor : OutboxConfig.class.getDeclaredMethods()) {
            if (Modifier.isPublic(accessor.getModifiers())
                    && !Modifier.isStatic(accessor.getModifiers())
                    && accessor.getParameterCount() == 0) {
                try {
                    values.put(accessor.getName(), accessor.invoke(config));
                } catch (ReflectiveOperationException e) {
                    throw new AssertionError(accessor.getName(), e);
                }
            }
        }
        return values;
    }

    private static SortedSet<String> codes(Path file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(file))
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Codes that outbox-jpa, outbox-console and outbox-formats compare with their own sources. */
    private static boolean isOfAnotherModule(String code) {
        return code.startsWith("11") || code.startsWith("5") || code.startsWith("7") || code.startsWith("8");
    }
}

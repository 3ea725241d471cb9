package io.outboxed.debezium.it;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code docs/cdc.md} tells users to run. */
final class CdcDocument {
    private static final Pattern BLOCK = Pattern.compile("(?s)\\R *```(sql|properties)\\R(.*?)\\R *```");

    private CdcDocument() {}

    /** The statements below a first line {@code -- title}. */
    static String sql(String title) {
        return block("sql", "-- " + title);
    }

    /** The connector's configuration. */
    static Properties connector() {
        Properties settings = new Properties();
        try {
            settings.load(new StringReader(block("properties", "name=outboxed")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings;
    }

    private static String block(String language, String firstLine) {
        try {
            Matcher blocks = BLOCK.matcher(Files.readString(Path.of("../docs/cdc.md")));
            while (blocks.find()) {
                String text = blocks.group(2).stripIndent();
                if (blocks.group(1).equals(language) && text.startsWith(firstLine)) {
                    return text;
                }
            }
            throw new IllegalArgumentException(
                    "docs/cdc.md has no block of " + language + " that begins with " + firstLine);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.outboxed.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads message ids, one a line; empty lines count for nothing. */
final class Ids {

    private Ids() {}

    static List<String> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        } catch (IOException e) {
            throw Usage.wrong("--ids-from-file: cannot read " + file + " (" + e + ").");
        }
    }

    static List<String> read(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(id -> !id.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw Usage.wrong("Cannot read ids from the standard input (" + e + ").");
        }
    }
}

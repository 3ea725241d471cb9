package io.outboxed.reliability;

import io.outboxed.harness.Directories;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** Wall clocks of nodes that can be moved; {@code clock.c} is what makes them so. */
final class Clocks implements AutoCloseable {
    private static final String COMPILER = "cc";

    private final Path directory;
    private final Path library;

    /** Compiles what nodes are to be started with, if this machine can do that. */
    Clocks() throws IOException {
        directory = Files.createTempDirectory("clocks");
        library = directory.resolve("clock.so");
        if (areMovable()) {
            Path source = directory.resolve("clock.c");
            try (InputStream text = Clocks.class.getResourceAsStream("clock.c")) {
                Files.copy(text, source);
            }
            Process compiler = new ProcessBuilder(
                            COMPILER, "-O2", "-shared", "-fPIC", "-o", library.toString(), source.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (compiler.onExit().join().exitValue() != 0) {
                throw new IOException(source + " cannot be compiled: " + said);
            }
        }
    }

    /** Whether this is a Linux with a C compiler. */
    static boolean areMovable() {
        return System.getProperty("os.name").equals("Linux")
                && Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, COMPILER)));
    }

    /** What a node's process needs in its environment. */
    Map<String, String> environment(String node) {
        move(node, Duration.ZERO);
        return areMovable()
                ? Map.of(
                        "LD_PRELOAD",
                        library.toString(),
                        "CLOCK_OFFSET_FILE",
                        file(node).toString())
                : Map.of();
    }

    /** Sets how far a node's clock is ahead of this machine's. */
    void move(String node, Duration offset) {
        byte[] seconds = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(offset.toSeconds())
                .array();
        try {
            // never truncated: the node has mapped it
            Files.write(file(node), seconds, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String node) {
        return directory.resolve(node);
    }

    @Override
    public void close() throws IOException {
        Directories.delete(directory);
    }
}

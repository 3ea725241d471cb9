package io.outboxed.formats;

import io.outboxed.spi.Payload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps each payload in a file of a directory, which all nodes must share, and consumers that redeem claims. A file is on the disk before
 * {@link #put} returns. It takes no part in transactions: after a rollback the file stays, until it is removed for its age.
 *
 * <p><b>Threads:</b> any number.
 */
public final class FileClaimStore implements ClaimStore {
    private static final String UNFINISHED = ".part";
    private static final Pattern REFERENCE = Pattern.compile("([A-Za-z0-9-]{1,36})_[0-9a-f]{16}");

    /** What a process has left that died while it wrote counts as a payload, so that it is found and removed. */
    private static final Pattern FILE = Pattern.compile(REFERENCE + "(?:\\.part)?");

    private static final byte TEXT = 'T';
    private static final byte BINARY = 'B';

    private final Path directory;
    private final SecureRandom random = new SecureRandom();

    /** Keeps them there; the directory is made if it is missing. */
    public FileClaimStore(Path directory) throws IOException {
        this.directory = Files.createDirectories(Objects.requireNonNull(directory, "directory"));
    }

    @Override
    public String put(String messageId, Payload payload) throws IOException {
        byte[] salt = new byte[8];
        random.nextBytes(salt);
        String reference = messageId + "_" + HexFormat.of().formatHex(salt);
        Path unfinished = file(reference + UNFINISHED);
        try (FileChannel channel =
                FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] head = ((char) (PayloadBytes.isText(payload) ? TEXT : BINARY) + payload.contentType() + "\n")
                    .getBytes(StandardCharsets.UTF_8);
            write(channel, head);
            write(channel, PayloadBytes.bytes(payload));
            channel.force(true);
        }
        Files.move(unfinished, file(reference), StandardCopyOption.ATOMIC_MOVE);
        forceDirectory();
        return reference;
    }

    private static void write(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** So that the file's name is on the disk as well; on Windows a directory cannot be opened, and need not be. */
    private void forceDirectory() throws IOException {
        if (!System.getProperty("os.name").startsWith("Windows")) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public Optional<Payload> get(String reference) throws IOException {
        if (!REFERENCE.matcher(reference).matches()) {
            return Optional.empty();
        }
        byte[] all;
        try {
            all = Files.readAllBytes(file(reference));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        int end = 1;
        while (all[end] != '\n') {
            end++;
        }
        String contentType = new String(all, 1, end - 1, StandardCharsets.UTF_8);
        return Optional.of(
                PayloadBytes.payload(all[0] == TEXT, contentType, Arrays.copyOfRange(all, end + 1, all.length)));
    }

    @Override
    public void delete(Collection<String> references) throws IOException {
        for (String reference : references) {
            if (FILE.matcher(reference).matches()) {
                Files.deleteIfExists(file(reference));
            }
        }
    }

    @Override
    public List<Claim> olderThan(Instant time, String after, int max) throws IOException {
        FileTime limit = FileTime.from(time);
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> isOlder(file, limit))
                    .map(file -> FILE.matcher(file.getFileName().toString()))
                    .filter(name -> name.matches() && name.group().compareTo(after) > 0)
                    .map(name -> new Claim(name.group(), name.group(1)))
                    .sorted(Comparator.comparing(Claim::reference))
                    .limit(max)
                    .toList();
        }
    }

    private static boolean isOlder(Path file, FileTime limit) {
        try {
            return Files.getLastModifiedTime(file).compareTo(limit) < 0;
        } catch (IOException e) { // another node has just removed it
            return false;
        }
    }

    private Path file(String name) {
        return directory.resolve(name);
    }
}

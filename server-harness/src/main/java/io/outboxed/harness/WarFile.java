package io.outboxed.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** An application for one variant of a server. */
public final class WarFile {
    private WarFile() {}

    /** The shop for the server under test. */
    public static Path shop() {
        Path war = Path.of(System.getProperty("shop.war"));
        return Variant.of(UnpackedServer.underTest().name()) == Variant.NONE
                ? war
                : adapt(war, UnpackedServer.underTest().target("it-war").resolve(war.getFileName()));
    }

    /** Copies a WAR with what the variant under test changes. */
    public static Path adapt(Path war, Path to) {
        Variant variant = Variant.of(UnpackedServer.underTest().name());
        try {
            Files.createDirectories(to.getParent());
            try (ZipFile from = new ZipFile(war.toFile());
                    ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
                for (ZipEntry entry : from.stream().toList()) {
                    put(
                            out,
                            entry.getName(),
                            adapt(entry.getName(), from.getInputStream(entry).readAllBytes(), variant));
                }
                for (Map.Entry<String, Path> jar : variant.libraries().entrySet()) {
                    put(out, "WEB-INF/lib/" + jar.getKey(), Files.readAllBytes(jar.getValue()));
                }
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] adapt(String name, byte[] file, Variant variant) {
        String text = new String(file, StandardCharsets.UTF_8);
        return switch (name.replaceFirst(".*/", "")) {
            case "persistence.xml" -> variant.persistenceXml(text).getBytes(StandardCharsets.UTF_8);
            case "glassfish-ejb-jar.xml" -> variant.consumers(text).getBytes(StandardCharsets.UTF_8);
            default -> file;
        };
    }

    private static void put(ZipOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(bytes);
    }
}

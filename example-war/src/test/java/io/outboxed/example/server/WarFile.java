package io.outboxed.example.server;

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
final class WarFile {
    private static final String UNITS = "META-INF/persistence.xml";

    private WarFile() {}

    /** The shop for the server under test. */
    static Path shop() {
        Path war = Path.of(System.getProperty("shop.war"));
        return Variant.of(UnpackedServer.underTest().name()) == Variant.NONE
                ? war
                : adapt(war, UnpackedServer.underTest().target("it-war").resolve(war.getFileName()));
    }

    /** Copies a WAR with what the variant under test changes. */
    static Path adapt(Path war, Path to) {
        Variant variant = Variant.of(UnpackedServer.underTest().name());
        try {
            Files.createDirectories(to.getParent());
            try (ZipFile from = new ZipFile(war.toFile());
                    ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
                for (ZipEntry entry : from.stream().toList()) {
                    byte[] bytes = from.getInputStream(entry).readAllBytes();
                    boolean units = entry.getName().endsWith(UNITS);
                    put(out, entry.getName(), units ? changed(bytes, variant) : bytes);
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

    private static byte[] changed(byte[] xml, Variant variant) {
        return variant.persistenceXml(new String(xml, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ZipOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(bytes);
    }
}

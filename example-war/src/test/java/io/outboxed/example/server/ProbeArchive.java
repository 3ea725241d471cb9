package io.outboxed.example.server;

import io.outboxed.example.probe.ProbeApi;
import io.outboxed.harness.SharedDatabase;
import io.outboxed.harness.Variant;
import io.outboxed.harness.WarFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Packages a WAR of the probe's classes, with the same libraries as the shop's. */
final class ProbeArchive {
    private static final String CLASSES = "WEB-INF/classes/";
    private static final String BEANS = """
            <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="annotated"/>
            """;

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final StringBuilder units = new StringBuilder();
    private final StringBuilder datasources = new StringBuilder();
    private final StringBuilder settings = new StringBuilder("outbox.schema=create\n");

    ProbeArchive() {
        text("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nDependencies: com.h2database.h2\n");
        text("WEB-INF/beans.xml", BEANS);
        text(CLASSES + "META-INF/probe.sql", "create table if not exists probe_note (id varchar(100) primary key);\n");
    }

    ProbeArchive with(Class<?>... classes) {
        for (Class<?> type : classes) {
            with(type.getDeclaredClasses());
            String name = type.getName().replace('.', '/') + ".class";
            try (InputStream bytes = ProbeApi.class.getClassLoader().getResourceAsStream(name)) {
                files.put(CLASSES + name, bytes.readAllBytes());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return this;
    }

    /** The jars that these classes come from. */
    ProbeArchive withLibraries(Class<?>... classes) throws IOException {
        for (Class<?> type : classes) {
            Path jar = Variant.jarOf(type);
            files.put("WEB-INF/lib/" + jar.getFileName(), Files.readAllBytes(jar));
        }
        return this;
    }

    ProbeArchive withUnit(String name) {
        return withUnit(name, "java:app/jdbc/probe");
    }

    ProbeArchive withUnit(String name, String datasource) {
        return withUnit(name, datasource, "<mapping-file>META-INF/outbox-orm.xml</mapping-file>");
    }

    ProbeArchive withUnitWithoutOutbox(String name, String datasource) {
        return withUnit(name, datasource, "");
    }

    private ProbeArchive withUnit(String name, String datasource, String mapping) {
        units.append("""
                <persistence-unit name="%s" transaction-type="JTA">
                  <jta-data-source>%s</jta-data-source>
                  %s
                  <exclude-unlisted-classes>false</exclude-unlisted-classes>
                  <properties>
                    <property name="jakarta.persistence.schema-generation.database.action" value="create"/>
                    <property name="jakarta.persistence.schema-generation.create-source" value="script"/>
                    <property name="jakarta.persistence.schema-generation.create-script-source" value="META-INF/probe.sql"/>
                  </properties>
                </persistence-unit>
                """.formatted(name, datasource, mapping));
        return this;
    }

    /** A datasource of the application's own, by XA, with its driver. */
    ProbeArchive withDatabase(String datasource, SharedDatabase server, String database) throws IOException {
        withLibraries(org.postgresql.Driver.class);
        datasources.append("""
                <data-source>
                  <name>%s</name>
                  <class-name>org.postgresql.xa.PGXADataSource</class-name>
                  <server-name>127.0.0.1</server-name>
                  <port-number>%d</port-number>
                  <database-name>%s</database-name>
                  <user>postgres</user>
                  <password>postgres</password>
                </data-source>
                """.formatted(datasource, server.port(), database));
        return this;
    }

    ProbeArchive withSetting(String name, String value) {
        settings.append(name).append('=').append(value).append('\n');
        return this;
    }

    /** Writes the WAR. */
    Path write(Path war) throws IOException {
        text(
                CLASSES + "META-INF/persistence.xml",
                "<persistence xmlns=\"https://jakarta.ee/xml/ns/persistence\" version=\"3.0\">" + units
                        + "</persistence>");
        text(
                "WEB-INF/web.xml",
                "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">" + datasources + "</web-app>");
        text(CLASSES + "META-INF/microprofile-config.properties", settings.toString());
        Path plain = war.resolveSibling("plain-" + war.getFileName());
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(plain));
                ZipFile shop = new ZipFile(System.getProperty("shop.war"))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
            }
            for (ZipEntry entry : shop.stream().toList()) {
                if (entry.getName().matches("WEB-INF/lib/.+")) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    shop.getInputStream(entry).transferTo(out);
                }
            }
        }
        return WarFile.adapt(plain, war);
    }

    private void text(String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
    }
}

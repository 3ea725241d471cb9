package io.outboxed.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is different about a server whose name ends with a variant's, {@code payara-hibernate}: what runs beside it, and what its
 * applications bring. The classes of the applications are always the same.
 */
public enum Variant {
    /** With what the server has itself. */
    NONE,
    /** The default datasource is a PostgreSQL, by XA, and keys are strict. */
    POSTGRESQL {
        @Override
        public List<String> start(Path base) throws IOException {
            bringPostgresqlTo(base);
            SharedDatabase database = SharedDatabase.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(database)));
            return List.of("-Dshop.database.port=" + database.port(), "-Doutbox.strict-keys=true");
        }
    },
    /** The broker is an Artemis outside of the server, reached by its resource adapter. */
    ARTEMIS {
        @Override
        public List<String> start(Path base) throws IOException {
            bringArtemisTo(base);
            return List.of(
                    "-Dshop.broker.port=" + Broker.start(base.resolve("broker")).port());
        }

        @Override
        public String consumers(String xml) {
            return consumersOfArtemis(xml);
        }
    },
    /** One of several {@link Nodes}, which have started a PostgreSQL and an Artemis. */
    NODES {
        @Override
        public List<String> start(Path base) throws IOException {
            bringPostgresqlTo(base);
            bringArtemisTo(base);
            return List.of();
        }

        @Override
        public String consumers(String xml) {
            return consumersOfArtemis(xml);
        }
    },
    /** One of {@link Nodes} without others, on an H2 of its own. */
    H2 {
        @Override
        public List<String> start(Path base) throws IOException {
            bringArtemisTo(base);
            return List.of();
        }

        @Override
        public String consumers(String xml) {
            return consumersOfArtemis(xml);
        }
    },
    /** Hibernate in the applications, instead of EclipseLink in the server. */
    HIBERNATE {
        @Override
        public Map<String, Path> libraries() {
            Map<String, Path> jars = new TreeMap<>();
            for (String type : List.of(
                    "org.hibernate.Session",
                    "org.hibernate.annotations.common.reflection.ReflectionManager",
                    "org.jboss.logging.Logger",
                    "org.jboss.jandex.Index",
                    "org.antlr.v4.runtime.Parser",
                    "com.fasterxml.classmate.TypeResolver",
                    "net.bytebuddy.ByteBuddy")) {
                Path jar = jarOf(type);
                jars.put(jar.getFileName().toString(), jar);
            }
            return jars;
        }

        @Override
        public String persistenceXml(String xml) {
            return xml.replaceFirst(
                            "(<persistence-unit [^>]*>)",
                            "$1<provider>org.hibernate.jpa.HibernatePersistenceProvider</provider>")
                    .replace("</properties>", HIBERNATE_ON_PAYARA + "</properties>");
        }
    };

    /** Without the last ones, Payara's class loaders meet themselves: {@code ClassCircularityError}. */
    private static final String HIBERNATE_ON_PAYARA = """
            <property name="hibernate.connection.handling_mode" value="DELAYED_ACQUISITION_AND_RELEASE_AFTER_TRANSACTION"/>
            <property name="hibernate.transaction.jta.platform"
                      value="org.hibernate.engine.transaction.jta.platform.internal.SunOneJtaPlatform"/>
            <property name="hibernate.enhancer.enableLazyInitialization" value="false"/>
            <property name="hibernate.enhancer.enableDirtyTracking" value="false"/>
            <property name="hibernate.enhancer.enableAssociationManagement" value="false"/>
            """;

    public static Variant of(String server) {
        int dash = server.indexOf('-');
        return dash < 0 ? NONE : valueOf(server.substring(dash + 1).toUpperCase(Locale.ROOT));
    }

    /** Starts what runs beside the server until this JVM ends; gives options for the server's JVM. */
    public List<String> start(Path base) throws IOException {
        return List.of();
    }

    /** Jars that an application brings. */
    public Map<String, Path> libraries() {
        return Map.of();
    }

    /** An application's {@code glassfish-ejb-jar.xml}, changed. */
    public String consumers(String xml) {
        return xml;
    }

    /** An application's, changed. */
    public String persistenceXml(String xml) {
        return xml;
    }

    /** The jar, or the directory, that a class comes from. */
    public static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Path jarOf(String type) {
        try {
            return jarOf(Class.forName(type));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void bringPostgresqlTo(Path base) throws IOException {
        Path libraries = Files.createDirectories(base.resolve("lib"));
        Files.copy(jarOf(org.postgresql.Driver.class), libraries.resolve("postgresql.jar"));
    }

    private static void bringArtemisTo(Path base) throws IOException {
        UnpackedServer server = UnpackedServer.underTest();
        Path adapter = server.project().resolveSibling("artemis-rar/target/artemis.rar");
        switch (server.product()) {
            case PAYARA -> Directories.unzip(adapter, base.resolve("artemis-ra"));
            case PAYARAMICRO -> Files.copy(adapter, base.resolve(adapter.getFileName()));
            default -> {} // it has the adapter itself
        }
    }

    /** In the place of a pool with one bean: Artemis keeps the order by JMSXGroupID, and serves as many beans as it likes. */
    private static String consumersOfArtemis(String xml) {
        return xml.replaceAll(
                "(?s)<bean-pool>.*?</bean-pool>",
                "<mdb-resource-adapter><resource-adapter-mid>artemis-ra</resource-adapter-mid></mdb-resource-adapter>");
    }

    private static void close(SharedDatabase database) {
        try {
            database.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

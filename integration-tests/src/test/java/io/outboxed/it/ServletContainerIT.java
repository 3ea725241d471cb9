package io.outboxed.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.it.tomcat.Launcher;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A servlet container with Weld: no EJB, no JMS, no Concurrency. Publishing works there, a relay does not. */
@Tag("once")
class ServletContainerIT {
    private static final Pattern PARTS_OF_A_SERVER =
            Pattern.compile("jakarta\\.(ejb|jms|enterprise\\.concurrent)-api|artemis-|activemq");

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    @Test
    void what_a_committed_transaction_published_is_stored() throws Exception {
        try (Container container = new Container("-Doutbox.relay.enabled=false")) {
            URI orders = container.orders();

            assertThat(post(orders + "?id=first")).as(container.log()).isEqualTo(200);
            assertThat(post(orders + "?id=second&fail")).isEqualTo(409);
            assertThat(post(orders + "?id=third")).isEqualTo(200);

            assertThat(get(orders)).isEqualTo("[first, third]");
            assertThat(container.log()).contains("OUTBOX-3002");
        }
    }

    @Test
    void inbox_works_without_jms() throws Exception {
        try (Container container = new Container("-Doutbox.relay.enabled=false")) {
            URI orders = container.orders();

            assertThat(post(orders + "?id=first")).as(container.log()).isEqualTo(200);
            assertThat(post(orders + "?id=first")).isEqualTo(200);
            assertThat(post(orders + "?id=second&fail")).isEqualTo(409);
            assertThat(post(orders + "?id=second")).isEqualTo(200);

            assertThat(get(orders)).isEqualTo("[first, second]");
            assertThat(container.log()).doesNotContain("jakarta/jms", "WELD-000119");
        }
    }

    @Test
    void relay_is_refused_with_what_is_missing_and_what_to_do() throws Exception {
        try (Container container = new Container()) {
            assertThat(container.answer).isEqualTo(Launcher.REFUSED);
            assertThat(container.log())
                    .contains("OUTBOX-1010: The relay needs enterprise beans")
                    .contains("outbox.relay.enabled=false");
        }
    }

    private String get(URI uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private int post(String uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .POST(BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    /** A running Tomcat, in a process that sees nothing of these parts. */
    private final class Container implements AutoCloseable {
        private final Process process;
        private final Path log = directory.resolve("log");
        private final String answer;

        Container(String... options) throws IOException {
            Path classes = directory.resolve("app/WEB-INF/classes");
            copy("io/outboxed/it/tomcat", "", classes);
            copy("io/outboxed/it/onejvm", "(JtaDataSource|Naming|Persistence|Proxies|Transaction).*", classes);
            copy("io/outboxed/it", "Account.class", classes);
            copy("META-INF", "(create.sql|persistence.xml)", classes);
            Files.writeString(classes.resolveSibling("beans.xml"), "<beans bean-discovery-mode=\"annotated\"/>");
            Path launcher = directory.resolve("launcher");
            copy("io/outboxed/it/tomcat", "Launcher.class", launcher);
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-Doutbox.schema=create", "-Dit.database=h2"));
            command.addAll(List.of(options));
            command.addAll(List.of("-cp", classPath(launcher), Launcher.class.getName()));
            command.add(directory.resolve("app").toString());
            process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectError(log.toFile())
                    .start();
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            answer = output.readLine();
        }

        /** Without our own test classes: what they hold of beans is no part of the application. */
        private String classPath(Path launcher) {
            return Stream.concat(
                            Stream.of(launcher.toString()),
                            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)))
                    .filter(entry -> !PARTS_OF_A_SERVER.matcher(entry).find())
                    .filter(entry -> !Path.of(entry).equals(testClasses()))
                    .collect(Collectors.joining(File.pathSeparator));
        }

        private void copy(String from, String names, Path to) throws IOException {
            Path target = Files.createDirectories(to.resolve(from));
            try (Stream<Path> files = Files.list(testClasses().resolve(from))) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    String name = file.getFileName().toString();
                    if (names.isEmpty() || name.matches(names)) {
                        Files.copy(file, target.resolve(name));
                    }
                }
            }
        }

        private Path testClasses() {
            return Path.of(System.getProperty("basedir"), "target", "test-classes");
        }

        URI orders() throws IOException {
            assertThat(answer).as(log()).startsWith(Launcher.READY);
            return URI.create("http://127.0.0.1:" + answer.substring(Launcher.READY.length()) + "/orders");
        }

        String log() throws IOException {
            return Files.readString(log);
        }

        @Override
        public void close() throws IOException {
            process.getOutputStream().close();
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}

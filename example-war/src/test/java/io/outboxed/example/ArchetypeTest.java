package io.outboxed.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The archetype of a WAR fits the Outboxed of this build. release/rehearse makes a project of it and runs that. */
class ArchetypeTest {
    private static final Path TEMPLATE = Path.of("../outboxed-war-archetype/src/main/resources/archetype-resources");

    @Test
    void sources_compile(@TempDir Path classes) throws IOException {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavaCompiler.CompilationTask compilation = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        problems,
                        List.of("-proc:none", "--release", "17", "-d", classes.toString()),
                        null,
                        sources());

        assertThat(compilation.call()).as(problems.getDiagnostics().toString()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wildfly.version", "maven.compiler.release"})
    void version_isThatOfThisBuild(String property) throws IOException {
        assertThat(value(TEMPLATE.resolve("pom.xml"), property)).isEqualTo(value(Path.of("../pom.xml"), property));
    }

    private static List<JavaFileObject> sources() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATE)) {
            List<JavaFileObject> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .map(ArchetypeTest::source)
                    .toList();
            assertThat(sources).hasSizeGreaterThan(10);
            return sources;
        }
    }

    private static JavaFileObject source(Path file) {
        String text = read(file).replace("${package}", "com.example");
        return new SimpleJavaFileObject(
                URI.create("template:///com/example/" + file.getFileName()), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private static String value(Path pom, String property) {
        Matcher value =
                Pattern.compile("<" + Pattern.quote(property) + ">(.*)<").matcher(read(pom));
        assertThat(value.find()).as(property).isTrue();
        return value.group(1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }
}

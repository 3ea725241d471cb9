package io.outboxed.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The DDL of every product, also of those that no test runs, declares the same. */
class ScriptTest {
    private static final Pattern TABLE = Pattern.compile(
            "create table (?:if not exists )?(\\w+) \\((.*?)\\)(?: with \\([^()]*\\)| engine[^()]*)?$", Pattern.DOTALL);
    private static final Pattern INDEX =
            Pattern.compile("create index (?:if not exists )?(\\w+) on (\\w+) \\(([^)]*)\\)$");
    private static final Pattern INLINE_INDEX = Pattern.compile("^index (\\w+) \\(([^)]*)\\)$");
    private static final Pattern PRIMARY_KEY = Pattern.compile("^constraint (\\w+) primary key \\(([^)]*)\\)$");

    static Stream<Dialect> dialects() {
        return Dialects.known().stream();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void script_declaresTheTablesKeysAndIndexesOfH2(Dialect dialect) {
        assertThat(declared(dialect)).isEqualTo(declared(new H2Dialect())).hasSizeGreaterThan(50);
    }

    /** What is declared, and for a column whether it must have a value. */
    private static Map<String, String> declared(Dialect dialect) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String statement : Schema.statements(dialect)) {
            Matcher table = TABLE.matcher(statement);
            Matcher index = INDEX.matcher(statement);
            if (table.find()) {
                elements(table.group(2)).forEach(element -> declare(found, table.group(1), element));
            } else if (index.find()) {
                found.put(index.group(2) + " index " + index.group(1), index.group(3));
            } else {
                assertThat(statement).as("an unknown statement").contains("create sequence");
            }
        }
        return found;
    }

    private static void declare(Map<String, String> found, String table, String element) {
        Matcher key = PRIMARY_KEY.matcher(element);
        Matcher index = INLINE_INDEX.matcher(element);
        if (key.find()) {
            found.put(table + " key " + key.group(1), key.group(2));
        } else if (index.find()) {
            found.put(table + " index " + index.group(1), index.group(2));
        } else if (!element.startsWith("unique index")) {
            boolean filled = element.contains("not null") || element.contains("as identity");
            found.put(table + " column " + element.split(" ")[0], filled ? "not null" : "null");
        }
    }

    /** Splits at the commas that stand in no brackets. */
    private static List<String> elements(String body) {
        List<String> elements = new ArrayList<>();
        int depth = 0;
        StringBuilder element = new StringBuilder();
        for (char c : body.toCharArray()) {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                elements.add(element.toString().strip());
                element.setLength(0);
            } else {
                element.append(c);
            }
        }
        elements.add(element.toString().strip());
        return elements;
    }
}

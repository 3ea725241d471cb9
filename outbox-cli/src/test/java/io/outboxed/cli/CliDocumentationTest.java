package io.outboxed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CliDocumentationTest {

    private static CommandLine outbox() {
        return Commands.of(new Shell(
                Map.of(),
                InputStream.nullInputStream(),
                new PrintWriter(Writer.nullWriter()),
                new PrintWriter(Writer.nullWriter()),
                Optional.empty(),
                Pause.REAL));
    }

    private static void collect(CommandLine command, Set<String> commands, Set<String> options) {
        if (!command.getCommandName().equals("generate-completion")) {
            command.getCommandSpec().options().forEach(each -> options.add(each.longestName()));
        }
        command.getSubcommands().values().forEach(each -> {
            if (each.getSubcommands().isEmpty()) {
                commands.add(each.getCommandSpec().qualifiedName());
            }
            collect(each, commands, options);
        });
    }

    @Test
    void commandsAndOptions_areThoseOfTheDocument() throws IOException {
        Set<String> commands = new TreeSet<>();
        Set<String> options = new TreeSet<>();
        collect(outbox(), commands, options);

        String document = Files.readString(Path.of("../docs/cli.md"));

        assertThat(commands)
                .hasSizeGreaterThan(10)
                .allSatisfy(each -> assertThat(document).contains("`" + each));
        Set<String> documented = Pattern.compile("`(--[a-z-]+)")
                .matcher(document)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        options.removeAll(Set.of("--help", "--version"));
        assertThat(documented).containsAll(options);
    }

    @Test
    void exitCodes_areThoseOfTheDocument() throws IOException {
        Set<String> documented = Pattern.compile("(?m)^\\| (\\d+) \\|")
                .matcher(Files.readString(Path.of("../docs/cli.md")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        Set<String> known = new TreeSet<>(
                outbox().getCommandSpec().usageMessage().exitCodeList().keySet());
        known.add(String.valueOf(Mishaps.DEFECT));
        assertThat(documented).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void paths_areThoseOfTheContract() throws IOException {
        String contract =
                Files.readString(Path.of("../outbox-console/src/main/resources/META-INF/outboxed/openapi.yaml"));
        Set<String> used = new TreeSet<>(Set.of("/overview", "/events", "/lanes", "/pause", "/resume"));
        for (Change change : Change.values()) {
            used.addAll(Set.of(
                    change.path(),
                    change.kind().path(),
                    change.kind().path() + "/count",
                    change.kind().path() + "/content"));
        }

        assertThat(used).allSatisfy(path -> assertThat(contract).contains("\n  " + path + ":\n"));
    }
}

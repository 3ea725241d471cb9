package io.outboxed.benchmark;

import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What every run can be told. */
final class RunOptions {
    @Option(names = "--rounds", defaultValue = "5", description = "rounds that count; default ${DEFAULT-VALUE}")
    int rounds;

    @Option(names = "--directory", defaultValue = "target/benchmarks", description = "for the servers' data")
    private Path directory;

    @Option(names = "--report", defaultValue = "target/benchmarks", description = "directory for the report")
    Path report;

    /** Where this process keeps data. */
    Path data() {
        return directory.resolve("data-" + ProcessHandle.current().pid());
    }

    /** Runs a command; 1 if it failed, and 2 if an argument is wrong. Maven gives an empty argument where there is none. */
    static int execute(Object command, String... args) {
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(Arrays.stream(args).filter(arg -> !arg.isBlank()).toArray(String[]::new));
    }
}

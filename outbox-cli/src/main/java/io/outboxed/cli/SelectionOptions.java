package io.outboxed.cli;

import io.outboxed.cli.client.Api;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** To which entries something is to be done: to those of some ids, to those that meet a filter, or to all. */
final class SelectionOptions {
    private static final String STDIN = "-";

    @Parameters(paramLabel = "<id>", arity = "0..*", description = "Message ids; - reads them from the standard input.")
    private List<String> ids = List.of();

    @Option(
            names = "--ids-from-file",
            paramLabel = "<file>",
            order = 1,
            description = "Ids from a file, one a line; - is the standard input.")
    private Path file;

    @Mixin
    private FilterOptions filter = new FilterOptions();

    @Option(names = "--all", order = 1, description = "All that are there now.")
    private boolean all;

    @Option(names = "--yes", order = 2, description = "Do not ask. Needed where there is no terminal.")
    private boolean yes;

    @Option(names = "--dry-run", order = 2, description = "Only tell how many there are.")
    private boolean dryRun;

    boolean isConfirmed() {
        return yes;
    }

    boolean isDryRun() {
        return dryRun;
    }

    /** Looks whether it is said once which, and once only. */
    void validate() {
        int said = (ids.isEmpty() ? 0 : 1) + (file == null ? 0 : 1) + (filter.isEmpty() ? 0 : 1) + (all ? 1 : 0);
        if (said == 0) {
            throw Usage.wrong("Which entries? Give ids, --ids-from-file, a filter such as --destination, or --all.");
        }
        if (said > 1) {
            throw Usage.wrong("Ids, --ids-from-file, a filter and --all exclude each other; give one of them.");
        }
    }

    /** Reads ids, or asks for the time that a filter needs. */
    Selection resolve(Shell shell, Api api) throws InterruptedException {
        if (ids.isEmpty() && file == null) {
            return new Selection.Matching(filter.resolve(api));
        }
        Set<String> found = new LinkedHashSet<>();
        if (file != null) {
            found.addAll(file.toString().equals(STDIN) ? Ids.read(shell.in()) : Ids.read(file));
        } else {
            for (String id : ids) {
                found.addAll(id.equals(STDIN) ? Ids.read(shell.in()) : List.of(id));
            }
        }
        return new Selection.Named(List.copyOf(found));
    }
}

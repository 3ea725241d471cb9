package io.outboxed.cli;

import io.outboxed.cli.client.Count;
import java.util.Locale;

/** Asks whether it is meant. */
final class Confirmation {
    private final Shell shell;
    private final Change change;

    Confirmation(Shell shell, Change change) {
        this.shell = shell;
        this.change = change;
    }

    boolean isGiven(Count count) {
        String what = change.verb() + " " + change.kind().words(count);
        Terminal terminal = shell.terminal()
                .orElseThrow(() -> Usage.wrong("There is no terminal to ask whether to " + what
                        + ". Nothing was done. Give --yes if it is meant, or --dry-run to see how many there are."));
        String answer = terminal.ask(what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1) + "? [y/N] ");
        return answer != null
                && (answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"));
    }
}

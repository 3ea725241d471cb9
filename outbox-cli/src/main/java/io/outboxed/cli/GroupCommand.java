package io.outboxed.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only has others. */
abstract class GroupCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Which command? " + String.join(", ", spec.subcommands().keySet()) + ".");
    }

    /** Of dead letters. */
    @Command(name = "dead", description = "Dead letters: entries given up, about which a person must decide.")
    static final class Dead extends GroupCommand {}

    /** Of entries that wait for another attempt. */
    @Command(name = "retrying", description = "Entries that have failed, and wait for another attempt.")
    static final class Retrying extends GroupCommand {}
}

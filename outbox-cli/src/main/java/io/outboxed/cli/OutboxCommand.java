package io.outboxed.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command without a command, which asks for one. */
@Command(
        name = "outbox",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        description =
                "What the outbox of an application is doing, and what to do about it. The application needs outbox-console.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:something asked for was not there, or was left",
            "2:the command line is wrong",
            "3:not signed in, or without the role",
            "4:no console answers at --url",
            "5:the application failed, or was busy",
            "6:a check has found something wrong",
            "130:ended by Ctrl-C (watch: 0)"
        })
final class OutboxCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options = new CommonOptions();

    CommonOptions options() {
        return options;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? --help lists them.");
    }
}

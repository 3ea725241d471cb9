package io.outboxed.cli;

import io.outboxed.cli.client.Kind;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** Puts the commands together, and runs one. */
final class Commands {
    private static final int WIDTH = 80;

    private Commands() {}

    /** Runs a command, and gives its exit code. */
    static int run(Shell shell, String... args) {
        return of(shell).execute(args);
    }

    static CommandLine of(Shell shell) {
        OutboxCommand outbox = new OutboxCommand();
        Context context = new Context(shell, outbox.options());
        Mishaps mishaps = new Mishaps(context);
        return new CommandLine(outbox)
                .addSubcommand(new StatusCommand(context))
                .addSubcommand(new WatchCommand(context))
                .addSubcommand(new LanesCommand(context))
                .addSubcommand(new CommandLine(new GroupCommand.Dead())
                        .addSubcommand(new ListCommand(context, Kind.DEAD))
                        .addSubcommand(new CountCommand(context, Kind.DEAD))
                        .addSubcommand(new ShowCommand(context, Kind.DEAD))
                        .addSubcommand(new ChangeCommand.Redrive(context))
                        .addSubcommand(new ChangeCommand.Discard(context)))
                .addSubcommand(new CommandLine(new GroupCommand.Retrying())
                        .addSubcommand(new ListCommand(context, Kind.RETRYING))
                        .addSubcommand(new CountCommand(context, Kind.RETRYING))
                        .addSubcommand(new ShowCommand(context, Kind.RETRYING))
                        .addSubcommand(new ChangeCommand.Retry(context)))
                .addSubcommand(new PauseCommand.Pause(context))
                .addSubcommand(new PauseCommand.Resume(context))
                .addSubcommand(new GenerateCompletion())
                .setOut(shell.out())
                .setErr(shell.err())
                .setUsageHelpWidth(WIDTH)
                .setColorScheme(Help.defaultColorScheme(shell.isColourful() ? Help.Ansi.AUTO : Help.Ansi.OFF))
                .setParameterExceptionHandler(mishaps)
                .setExecutionExceptionHandler(mishaps);
    }
}

package io.outboxed.cli;

import io.outboxed.cli.client.ExitCode;
import io.outboxed.cli.client.Failed;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says what went wrong, and turns it into an exit code. */
final class Mishaps implements IParameterExceptionHandler, IExecutionExceptionHandler {

    /** A defect of this command line, as sysexits.h says it. */
    static final int DEFECT = 70;

    private final Context context;

    Mishaps(Context context) {
        this.context = context;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        context.output().note("outbox: " + failure.getMessage());
        context.output().note("See: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof InterruptedException) {
            context.output().note("outbox: ended by Ctrl-C.");
            return ExitCode.INTERRUPTED;
        }
        if (failure instanceof Failed failed) {
            context.output().note("outbox: " + failed.getMessage());
            trace(failed);
            return failed.exitCode();
        }
        context.output()
                .note("outbox: a defect of the command line: " + failure
                        + ". Please report it, with what --verbose tells.");
        trace(failure);
        return DEFECT;
    }

    /** Each throwable in one line, whatever its message holds. */
    private void trace(Throwable failure) {
        if (context.options().isVerbose()) {
            for (Throwable each = failure; each != null; each = each.getCause()) {
                context.output().note(each.toString());
                for (StackTraceElement element : each.getStackTrace()) {
                    context.output().note("  at " + element);
                }
            }
        }
    }
}

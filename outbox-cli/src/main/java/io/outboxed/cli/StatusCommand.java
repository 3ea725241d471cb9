package io.outboxed.cli;

import io.outboxed.cli.client.ExitCode;
import io.outboxed.cli.client.Overview;
import jakarta.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** Shows the overview, or checks it. */
@Command(
        name = "status",
        description =
                "The backlog by destination, what is paused or away, and what this node does. With --check, one line for a monitor.")
final class StatusCommand implements Callable<Integer> {
    private final Context context;

    @ArgGroup(exclusive = false)
    private Check check;

    StatusCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        JsonObject answer = context.api().overview();
        Overview overview = Overview.of(answer);
        if (context.options().isJson()) {
            context.output().json(answer);
        }
        if (check != null && check.isWanted()) {
            return check(overview);
        }
        if (!context.options().isJson()) {
            new StatusScreen(overview, context.address(), context.unit()).print(context.output());
        }
        return ExitCode.DONE;
    }

    private int check(Overview overview) {
        Check.Verdict verdict = check.of(overview);
        if (context.options().isJson()) {
            context.output().note(verdict.text());
        } else {
            context.output().line(verdict.text());
        }
        return verdict.exitCode();
    }
}

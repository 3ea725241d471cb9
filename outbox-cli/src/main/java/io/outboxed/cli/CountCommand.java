package io.outboxed.cli;

import io.outboxed.cli.client.Api;
import io.outboxed.cli.client.Count;
import io.outboxed.cli.client.ExitCode;
import io.outboxed.cli.client.Kind;
import io.outboxed.cli.text.Figures;
import jakarta.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Counts entries. */
@Command(
        name = "count",
        description = "Counts entries that meet all that is said. A tilde stands before a number that is not exact.")
final class CountCommand implements Callable<Integer> {
    private final Context context;
    private final Kind kind;

    @Mixin
    private FilterOptions filter = new FilterOptions();

    CountCommand(Context context, Kind kind) {
        this.context = context;
        this.kind = kind;
    }

    @Override
    public Integer call() throws InterruptedException {
        Api api = context.api();
        JsonObject answer = api.get(kind.path() + "/count", filter.resolve(api));
        Count count = Count.of(answer);
        if (context.options().isJson()) {
            context.output().json(answer);
        } else {
            context.output().line(Figures.count(count.value(), count.exact()));
        }
        return ExitCode.DONE;
    }
}

package io.outboxed.cli;

import io.outboxed.cli.client.Api;
import io.outboxed.cli.client.Content;
import io.outboxed.cli.client.Entry;
import io.outboxed.cli.client.ExitCode;
import io.outboxed.cli.client.Failed;
import io.outboxed.cli.client.Kind;
import io.outboxed.cli.client.Page;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one entry. */
@Command(
        name = "show",
        description =
                "Shows an entry; with --content its payload and headers too, which leaves a line in the audit log.")
final class ShowCommand implements Callable<Integer> {
    private final Context context;
    private final Kind kind;

    @Parameters(paramLabel = "<id>", description = "The message id.")
    private String id;

    @Option(
            names = "--content",
            order = 1,
            description = "Show payload and headers too. Needs outbox-operator. With --json, print them only.")
    private boolean content;

    ShowCommand(Context context, Kind kind) {
        this.context = context;
        this.kind = kind;
    }

    @Override
    public Integer call() throws InterruptedException {
        Api api = context.api();
        if (content && context.options().isJson()) {
            context.output().json(content(api));
            return ExitCode.DONE;
        }
        JsonObject answer = api.get(kind.path(), Map.of("id", id));
        List<Entry> entries = Page.of(answer).entries();
        if (entries.isEmpty()) {
            throw new Failed(
                    ExitCode.NOT_ALL,
                    "There is no " + kind.one() + " with the id '" + id
                            + "'. It may have been sent, redriven or discarded meanwhile.");
        }
        if (context.options().isJson()) {
            context.output().json(answer.getJsonArray("entries").getJsonObject(0));
            return ExitCode.DONE;
        }
        new EntryScreen(context.output(), kind).print(entries.get(0));
        if (content) {
            new ContentScreen(context.output()).print(Content.of(content(api)));
        }
        return ExitCode.DONE;
    }

    private JsonObject content(Api api) throws InterruptedException {
        return api.get(kind.path() + "/content", Map.of("id", id));
    }
}

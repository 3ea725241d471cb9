package io.outboxed.cli;

import io.outboxed.cli.client.Api;
import io.outboxed.cli.client.ExitCode;
import io.outboxed.cli.client.Kind;
import io.outboxed.cli.client.Page;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists entries, page by page. */
@Command(
        name = "list",
        description =
                "Lists entries that meet all that is said; of dead letters the first buried first, of retrying entries the first due."
                        + " With --json, each page is a document of its own.")
final class ListCommand implements Callable<Integer> {

    /** What the console gives at most in one answer. */
    private static final int MAX_PAGE = 1_000;

    private final Context context;
    private final Kind kind;

    @Mixin
    private FilterOptions filter = new FilterOptions();

    @ArgGroup
    private Limit limit = new Limit();

    @Option(
            names = "--after",
            paramLabel = "<next>",
            order = 2,
            description = "Go on there: what the list before said at its end.")
    private String after;

    /** How many. */
    private static final class Limit {

        @Option(names = "--max", paramLabel = "<number>", order = 2, description = "At most so many. Default: 50.")
        private int max = 50;

        @Option(names = "--all", order = 2, description = "All of them, page by page.")
        private boolean all;
    }

    ListCommand(Context context, Kind kind) {
        this.context = context;
        this.kind = kind;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (limit.max < 1) {
            throw Usage.wrong("--max is " + limit.max + "; it must be at least 1, or give --all.");
        }
        Api api = context.api();
        Map<String, String> parameters = new LinkedHashMap<>(filter.resolve(api));
        Optional<String> next = Optional.ofNullable(after);
        long left = limit.all ? Long.MAX_VALUE : limit.max;
        boolean none = true;
        do {
            parameters.put("max", String.valueOf(Math.min(left, MAX_PAGE)));
            next.ifPresent(from -> parameters.put("after", from));
            JsonObject answer = api.get(kind.path(), parameters);
            Page page = Page.of(answer);
            none &= page.entries().isEmpty();
            next = page.next();
            print(answer, page, none && next.isEmpty());
            left -= page.entries().size();
        } while (next.isPresent() && left > 0 && context.output().isRead());
        next.ifPresent(this::more);
        return ExitCode.DONE;
    }

    private void print(JsonObject answer, Page page, boolean none) {
        if (context.options().isJson()) {
            context.output().json(answer);
        } else if (!page.entries().isEmpty()) {
            context.output().table(new EntryTable(kind).of(page.entries()));
        } else if (none) {
            context.output().note("There are no such " + kind.many() + ".");
        }
    }

    private void more(String next) {
        context.output().note("There are more: --after '" + next + "' goes on, --all lists them all.");
    }
}

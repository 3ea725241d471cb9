package io.outboxed.cli;

import io.outboxed.cli.client.Api;
import io.outboxed.cli.client.Event;
import io.outboxed.cli.client.EventStream;
import io.outboxed.cli.client.ExitCode;
import io.outboxed.cli.client.Failed;
import io.outboxed.cli.client.Overview;
import io.outboxed.cli.text.Figures;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Follows what happens. */
@Command(
        name = "watch",
        description =
                "A line for each update, every two seconds, until Ctrl-C. Connects again when the application was away;"
                        + " only if it cannot be reached at the beginning, or forbids it, is that an error.")
final class WatchCommand implements Callable<Integer> {

    /** Of a console that sends every two seconds. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final Context context;
    private final BackOff backOff = new BackOff();
    private long seen;

    @Option(names = "--updates", paramLabel = "<number>", order = 1, description = "End after so many. Default: never.")
    private long updates = Long.MAX_VALUE;

    WatchCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (updates < 1) {
            throw Usage.wrong("--updates is " + updates + "; it must be at least 1.");
        }
        Api api = context.api();
        try {
            while (isWanted()) {
                follow(api);
            }
        } catch (InterruptedException e) {
            // Ctrl-C is how it ends
        }
        return ExitCode.DONE;
    }

    private boolean isWanted() {
        return seen < updates && context.output().isRead();
    }

    /** One connection, and the wait after it. */
    private void follow(Api api) throws InterruptedException {
        Duration timeout = context.options().timeout();
        try (EventStream events = api.events()) {
            while (isWanted()) {
                show(events.next(timeout.compareTo(SILENCE) < 0 ? timeout : SILENCE));
            }
        } catch (Failed failed) {
            if (seen == 0 || !failed.mayPass()) {
                throw failed;
            }
            Duration wait = backOff.next();
            context.output()
                    .note("outbox: " + failed.getMessage() + "; connects again in "
                            + Figures.span(wait.toMillis() / 1e3) + ".");
            context.shell().pause().of(wait);
        }
    }

    private void show(Event event) {
        backOff.reset();
        if (!event.isOverview() && !event.isFailure()) {
            return;
        }
        seen++;
        if (context.options().isJson()) {
            context.output().json(event.data());
        } else if (event.isFailure()) {
            context.output().note("outbox: the application cannot read the store: " + event.failure());
        } else {
            context.output().line(WatchLine.of(Overview.of(event.data())));
        }
    }
}

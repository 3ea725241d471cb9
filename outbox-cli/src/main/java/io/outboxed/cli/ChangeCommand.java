package io.outboxed.cli;

import io.outboxed.cli.client.Api;
import io.outboxed.cli.client.Failed;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Does something to entries, once it is sure that it is meant. */
abstract class ChangeCommand implements Callable<Integer> {
    private final Context context;
    private final Change change;

    @Mixin
    private SelectionOptions options = new SelectionOptions();

    ChangeCommand(Context context, Change change) {
        this.context = context;
        this.change = change;
    }

    @Override
    public Integer call() throws InterruptedException {
        options.validate();
        Api api = context.api();
        Target target = Target.of(options.resolve(context.shell(), api), change, api);
        Report report = new Report(context, change);
        if (options.isDryRun()) {
            return report.found(target.found());
        }
        if (target.isEmpty()) {
            return report.nothing();
        }
        if (!options.isConfirmed() && !new Confirmation(context.shell(), change).isGiven(target.count())) {
            return report.notConfirmed();
        }
        return work(target, report);
    }

    private int work(Target target, Report report) throws InterruptedException {
        Tally tally = new Tally();
        try {
            target.work(tally, report);
        } catch (InterruptedException | Failed e) {
            report.brokenOff(tally);
            throw e;
        }
        return report.done(tally);
    }

    /** Sends dead letters after all. */
    @Command(
            name = "redrive",
            description =
                    "Sends dead letters after all, each with its id, in its old place, with a full set of attempts. Remove the cause first.")
    static final class Redrive extends ChangeCommand {
        Redrive(Context context) {
            super(context, Change.REDRIVE);
        }
    }

    /** Deletes dead letters. */
    @Command(name = "discard", description = "Deletes dead letters for good.")
    static final class Discard extends ChangeCommand {
        Discard(Context context) {
            super(context, Change.DISCARD);
        }
    }

    /** Makes entries due. */
    @Command(name = "retry", description = "Has entries tried again now rather than when they are due.")
    static final class Retry extends ChangeCommand {
        Retry(Context context) {
            super(context, Change.RETRY);
        }
    }
}

package io.outboxed.cli;

import io.outboxed.cli.client.ExitCode;
import io.outboxed.cli.client.Paused;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Begins or ends a pause. */
abstract class PauseCommand implements Callable<Integer> {
    private final Context context;
    private final String path;
    private final String done;

    @ArgGroup(multiplicity = "1")
    private Which which;

    /** One or all. */
    private static final class Which {

        @Parameters(paramLabel = "<destination>", description = "This destination.")
        private String destination;

        @Option(
                names = "--all",
                order = 1,
                description = "All destinations; those that are paused by themselves stay so.")
        private boolean all;
    }

    PauseCommand(Context context, String path, String done) {
        this.context = context;
        this.path = path;
        this.done = done;
    }

    @Override
    public Integer call() throws InterruptedException {
        JsonObjectBuilder body = Json.createObjectBuilder();
        if (which.all) {
            body.add("all", true);
        } else {
            body.add("destination", which.destination);
        }
        JsonObject answer = context.api().post(path, body.build());
        if (context.options().isJson()) {
            context.output().json(answer);
        } else {
            say(Paused.of(answer));
        }
        return ExitCode.DONE;
    }

    private void say(Paused paused) {
        String what = which.all ? "everything" : which.destination;
        context.output().line(done + " " + what + (paused.changed() ? "" : ": it was so already"));
        context.output().line("paused now: " + now(paused));
    }

    private static String now(Paused paused) {
        String some = String.join(", ", paused.destinations());
        if (paused.allPaused()) {
            return "everything" + (some.isEmpty() ? "" : ", and by themselves " + some);
        }
        return some.isEmpty() ? "nothing" : some;
    }

    /** Begins one. */
    @Command(
            name = "pause",
            description =
                    "Sends nothing more to a destination, or to all, on all nodes, until it is resumed. Publishing goes on.")
    static final class Pause extends PauseCommand {
        Pause(Context context) {
            super(context, "/pause", "paused");
        }
    }

    /** Ends one. */
    @Command(name = "resume", description = "Ends a pause. What has waited is sent in order.")
    static final class Resume extends PauseCommand {
        Resume(Context context) {
            super(context, "/resume", "resumed");
        }
    }
}

package io.outboxed.cli;

import io.outboxed.cli.client.ExitCode;
import io.outboxed.cli.client.Lane;
import io.outboxed.cli.text.Figures;
import io.outboxed.cli.text.Table;
import jakarta.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows the lanes. */
@Command(
        name = "lanes",
        description = "The lanes: who works on each, how far it lags behind, and when its next entry is due.")
final class LanesCommand implements Callable<Integer> {
    private final Context context;

    LanesCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        JsonObject answer = context.api().get("/lanes");
        if (context.options().isJson()) {
            context.output().json(answer);
            return ExitCode.DONE;
        }
        Table table = new Table(
                Table.Column.right("LANE", 6),
                Table.Column.left("OWNER", 9),
                Table.Column.left("READY", 5),
                Table.Column.right("OLDEST", 8),
                Table.Column.left("NEXT DUE", 30));
        for (Lane lane : Lane.of(answer)) {
            table.add(
                    String.valueOf(lane.lane()),
                    owner(lane),
                    lane.ready() ? "yes" : "no",
                    lane.ready() ? Figures.span(lane.oldestAge()) : "",
                    lane.nextLook().map(Object::toString).orElse(""));
        }
        context.output().table(table);
        return ExitCode.DONE;
    }

    private static String owner(Lane lane) {
        return switch (lane.owner()) {
            case "HERE" -> "here";
            case "ELSEWHERE" -> "elsewhere";
            case "NONE" -> "";
            default -> lane.owner();
        };
    }
}

package io.outboxed.cli;

import io.outboxed.cli.text.Escapes;
import io.outboxed.cli.text.Table;
import jakarta.json.JsonObject;
import java.io.PrintWriter;

/** All that a command says. Nothing that a terminal obeys gets through here, whoever has written it. */
final class Output {
    private static final String TAB = "    ";

    private final PrintWriter out;
    private final PrintWriter err;

    Output(Shell shell) {
        out = shell.out();
        err = shell.err();
    }

    /** A line of the result. */
    void line(String text) {
        out.println(Escapes.line(text));
    }

    void table(Table table) {
        table.lines().forEach(this::line);
    }

    /** Text of several lines, each set off, so that none can be taken for the command's own. */
    void block(String text) {
        text.lines().forEach(each -> line("  " + each.replace("\t", TAB)));
    }

    /** The result for programs, in one line. */
    void json(JsonObject object) {
        out.println(Escapes.json(object.toString()));
    }

    /** Something beside the result. */
    void note(String text) {
        out.flush();
        err.println(Escapes.line(text));
        err.flush();
    }

    /** Whether someone still reads the result. */
    boolean isRead() {
        return !out.checkError();
    }
}

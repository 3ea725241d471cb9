package io.outboxed.cli;

import io.outboxed.cli.client.Entry;
import io.outboxed.cli.client.Kind;
import io.outboxed.cli.text.Figures;
import io.outboxed.cli.text.Table;
import java.util.Locale;

/** All that is known of an entry, but for its payload and the values of its headers. */
final class EntryScreen {
    private final Output output;
    private final Kind kind;

    EntryScreen(Output output, Kind kind) {
        this.output = output;
        this.kind = kind;
    }

    void print(Entry entry) {
        Table table = new Table(Table.Column.left("FIELD", 14), Table.Column.left("VALUE", 64));
        table.add("id", entry.id());
        table.add("state", entry.state().toLowerCase(Locale.ROOT));
        table.add("destination", entry.destination());
        table.add("type", entry.type());
        table.add("key", entry.key().orElse("-"));
        table.add("holds its key", entry.holdsKey() ? "yes: later entries of its key wait for it" : "no");
        table.add("correlation id", entry.correlationId().orElse("-"));
        table.add(kind.at(), entry.at().toString());
        table.add("attempts", String.valueOf(entry.attempts()));
        table.add("error", entry.error().orElse("-"));
        table.add("occurred", entry.occurred().toString());
        table.add("expires", entry.expires().map(Object::toString).orElse("-"));
        table.add("priority", String.valueOf(entry.priority()));
        table.add("content type", entry.contentType());
        table.add("payload", Figures.count(entry.payloadSize()) + " bytes");
        table.add("headers", entry.headerNames().isEmpty() ? "-" : String.join(", ", entry.headerNames()));
        output.table(table);
    }
}

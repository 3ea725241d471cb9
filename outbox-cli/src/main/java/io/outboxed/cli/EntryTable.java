package io.outboxed.cli;

import io.outboxed.cli.client.Entry;
import io.outboxed.cli.client.Kind;
import io.outboxed.cli.text.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Entries in two lines each: which, and what is the matter with it. */
final class EntryTable {

    /** A UUID. */
    private static final int ID = 36;

    private final Kind kind;

    EntryTable(Kind kind) {
        this.kind = kind;
    }

    Table of(List<Entry> entries) {
        Table table = new Table(
                Table.Column.left("ID", ID),
                Table.Column.left(kind.at().toUpperCase(Locale.ROOT), 20),
                Table.Column.left("DESTINATION", 20));
        for (Entry entry : entries) {
            table.add(entry.id(), Times.second(entry.at()), entry.destination());
            table.detail(matter(entry));
        }
        return table;
    }

    private static String matter(Entry entry) {
        List<String> parts = new ArrayList<>();
        parts.add(entry.type());
        entry.key().ifPresent(key -> parts.add("key " + key + (entry.holdsKey() ? " (held)" : "")));
        parts.add(entry.attempts() + (entry.attempts() == 1 ? " attempt" : " attempts"));
        entry.error().ifPresent(parts::add);
        return String.join(", ", parts);
    }
}

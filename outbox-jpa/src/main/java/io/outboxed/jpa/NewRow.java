package io.outboxed.jpa;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A row that is to be inserted unless one with its key is there. The columns of the key are the parameters {@code ?1}, {@code ?2}…;
 * the values of the others are expressions. The key is the table's primary key, and is called after the table.
 */
record NewRow(String table, List<String> key, List<String> columns, List<String> values) {

    /** Of a table that has nothing but its key. */
    static NewRow of(String table, String... key) {
        List<String> parameters = IntStream.rangeClosed(1, key.length)
                .mapToObj(number -> "?" + number)
                .toList();
        return new NewRow(table, List.of(key), List.of(key), parameters);
    }

    /** With one more column. */
    NewRow with(String column, String value) {
        List<String> moreColumns = new ArrayList<>(columns);
        moreColumns.add(column);
        List<String> moreValues = new ArrayList<>(values);
        moreValues.add(value);
        return new NewRow(
                table, key, Collections.unmodifiableList(moreColumns), Collections.unmodifiableList(moreValues));
    }

    /** {@code table (column, …)}. */
    String head() {
        return table + " (" + String.join(", ", columns) + ")";
    }

    /** {@code value, …}. */
    String valueList() {
        return String.join(", ", values);
    }

    /** What a row with this key fulfils. */
    String condition() {
        return IntStream.range(0, key.size())
                .mapToObj(i -> key.get(i) + " = ?" + (i + 1))
                .collect(Collectors.joining(" and "));
    }
}

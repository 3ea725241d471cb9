package io.outboxed.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Columns side by side, in 80 characters a line. What is too long for its column goes on below, so that nothing is cut off. */
public final class Table {
    private static final int WIDTH = 80;
    private static final String GAP = "  ";

    /**
     * A column.
     *
     * @param max its width at most
     */
    public record Column(String title, int max, boolean right) {

        /** Of texts. */
        public static Column left(String title, int max) {
            return new Column(title, max, false);
        }

        /** Of numbers. */
        public static Column right(String title, int max) {
            return new Column(title, max, true);
        }
    }

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /** An empty one; the columns' widths and two blanks between them should not exceed 80. */
    public Table(Column... columns) {
        this.columns = List.of(columns);
        rows.add(this.columns.stream().map(Column::title).toList());
    }

    /** Adds a row, with a cell for each column. */
    public void add(String... cells) {
        rows.add(Arrays.stream(cells).map(Escapes::line).toList());
    }

    /** Adds what does not fit in columns, below the row before. */
    public void detail(String text) {
        rows.add(List.of(Escapes.line(text)));
    }

    /** The titles, and the rows in the order in which they were added. */
    public List<String> lines() {
        int[] widths = IntStream.range(0, columns.size()).map(this::width).toArray();
        return rows.stream()
                .flatMap(row -> (isDetail(row) ? detail(row) : lines(row, widths)).stream())
                .toList();
    }

    private boolean isDetail(List<String> row) {
        return row.size() < columns.size();
    }

    private static List<String> detail(List<String> row) {
        return wrap(row.get(0), WIDTH - GAP.length()).stream()
                .map(part -> (GAP + part).stripTrailing())
                .toList();
    }

    private int width(int column) {
        int longest = rows.stream()
                .filter(row -> !isDetail(row))
                .mapToInt(row -> length(row.get(column)))
                .max()
                .orElse(0);
        return Math.min(longest, columns.get(column).max());
    }

    private List<String> lines(List<String> row, int[] widths) {
        List<List<String>> cells = IntStream.range(0, row.size())
                .mapToObj(column -> wrap(row.get(column), widths[column]))
                .toList();
        int height = cells.stream().mapToInt(List::size).max().orElse(1);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < height; i++) {
            List<String> line = new ArrayList<>();
            for (int column = 0; column < widths.length; column++) {
                String part = i < cells.get(column).size() ? cells.get(column).get(i) : "";
                line.add(padded(part, widths[column], columns.get(column).right()));
            }
            lines.add(String.join(GAP, line).stripTrailing());
        }
        return lines;
    }

    /** Breaks behind a blank where there is one, so that what is put together again is the same. */
    private static List<String> wrap(String cell, int width) {
        List<String> parts = new ArrayList<>();
        String rest = cell;
        while (length(rest) > width) {
            int most = rest.offsetByCodePoints(0, width);
            int blank = rest.lastIndexOf(' ', most - 1);
            int end = blank < 0 ? most : blank + 1;
            parts.add(rest.substring(0, end));
            rest = rest.substring(end);
        }
        parts.add(rest);
        return parts;
    }

    private static String padded(String part, int width, boolean right) {
        String blanks = " ".repeat(width - length(part));
        return right ? blanks + part : part + blanks;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}

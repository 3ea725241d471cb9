package io.outboxed.benchmark;

/** What is measured. */
enum Figure {
    PER_SECOND("messages/s", "%,.0f"),
    CPU_MICROS("CPU, µs per message", "%.1f"),
    JVM_MICROS("of it JVM", "%.1f"),
    DATABASE_MICROS("of it PostgreSQL", "%.1f"),
    P50_MILLIS("p50, ms", "%.2f"),
    P99_MILLIS("p99, ms", "%.2f"),
    CPU_PERCENT("CPU of all, % of a core", "%.1f"),
    TRANSACTIONS_PER_SECOND("transactions/s", "%.1f");

    private final String title;
    private final String format;

    Figure(String title, String format) {
        this.title = title;
        this.format = format;
    }

    String title() {
        return title;
    }

    /** Whether it is a part of another one. */
    boolean isPart() {
        return this == JVM_MICROS || this == DATABASE_MICROS;
    }

    String format() {
        return format;
    }
}

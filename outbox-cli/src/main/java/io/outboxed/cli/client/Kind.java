package io.outboxed.cli.client;

import io.outboxed.cli.text.Figures;

/** Which failed entries. */
public enum Kind {

    /** Those given up. */
    DEAD("/dead-letters", "dead letter", "dead letters", "buried"),

    /** Those that will be tried again. */
    RETRYING("/retrying", "retrying entry", "retrying entries", "due");

    private final String path;
    private final String one;
    private final String many;
    private final String at;

    Kind(String path, String one, String many, String at) {
        this.path = path;
        this.one = one;
        this.many = many;
        this.at = at;
    }

    /** Where the API has them. */
    public String path() {
        return path;
    }

    /** One of them. */
    public String one() {
        return one;
    }

    /** Several of them, or none. */
    public String many() {
        return many;
    }

    /** So many of them. */
    public String words(Count count) {
        return Figures.count(count.value(), count.exact()) + " " + (count.exact() && count.value() == 1 ? one : many);
    }

    /** What {@link Entry#at} is. */
    public String at() {
        return at;
    }
}

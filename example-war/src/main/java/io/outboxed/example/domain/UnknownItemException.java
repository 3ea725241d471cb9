package io.outboxed.example.domain;

/** The shop does not sell that. */
public class UnknownItemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names the item. */
    public UnknownItemException(String item) {
        super("There is no item '" + item + "'.");
    }
}

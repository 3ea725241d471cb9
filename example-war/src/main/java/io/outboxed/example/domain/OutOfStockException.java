package io.outboxed.example.domain;

/** There is not enough left of an item. */
public class OutOfStockException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutOfStockException(String item, int wanted, int left) {
        super("There are " + left + " left of '" + item + "', not " + wanted + ".");
    }
}

package io.outboxed.example.domain;

/** Items for tests of other packages. */
public final class Items {

    private Items() {}

    /** One of which there are so many; null for one that never runs out. */
    public static Item item(String name, Integer stock) {
        return new Item(name, stock);
    }
}

package io.outboxed.example.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Something the shop sells. */
@Entity
@Table(name = "item")
public class Item {

    @Id
    private String name;

    /** How many are left; null for an item that never runs out. */
    private Integer stock;

    protected Item() {}

    /** An item; {@code stock} null for one that never runs out. */
    Item(String name, Integer stock) {
        this.name = name;
        this.stock = stock;
    }

    /** Whether it can run out. */
    public boolean isLimited() {
        return stock != null;
    }

    /**
     * Takes some out of the stock. The caller holds the lock on the row where the item is limited.
     *
     * @throws OutOfStockException if {@code quantity} is greater than what is left
     */
    public void take(int quantity) {
        if (stock == null) {
            return;
        }
        if (quantity > stock) {
            throw new OutOfStockException(name, quantity, stock);
        }
        stock -= quantity;
    }
}

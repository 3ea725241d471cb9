package io.outboxed.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An application's entity. */
@Entity
@Table(name = "SHOP_ORDER")
class Order {
    @Id
    private long id;

    private String item;

    protected Order() {}

    Order(long id, String item) {
        this.id = id;
        this.item = item;
    }

    String item() {
        return item;
    }

    void change(String newItem) {
        item = newItem;
    }
}

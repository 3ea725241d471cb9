package io.outboxed.example.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * Makes a customer's orders take turns: who places one holds the lock on the customer's row until the commit, so that order
 * ids and messages of one customer have one order, whatever runs at the same time. A shop with accounts would lock the
 * account; this one takes any name, so names share a fixed set of rows.
 */
@Entity
@Table(name = "customer_turn")
public class CustomerTurn {
    private static final int SLOTS = 256;

    @Id
    private Integer slot;

    protected CustomerTurn() {}

    /** The row that a customer's orders lock. */
    public static int slotOf(String customer) {
        return Math.floorMod(customer.hashCode(), SLOTS);
    }
}

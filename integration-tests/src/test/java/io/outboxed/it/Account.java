package io.outboxed.it;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** State that changes together with messages. */
@Entity
public class Account {

    @Id
    private long id;

    private String owner;
    private long balance;

    protected Account() {}

    public Account(long id, String owner, long balance) {
        this.id = id;
        this.owner = owner;
        this.balance = balance;
    }

    public long id() {
        return id;
    }

    public long balance() {
        return balance;
    }

    public void add(long amount) {
        balance += amount;
    }
}

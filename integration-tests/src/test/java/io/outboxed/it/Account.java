package io.outboxed.it;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** State that changes together with messages. */
@Entity
@Table(name = "account") // in lower case, as in create.sql: MariaDB may take case for a difference
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

package io.outboxed.benchmark.contestant;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** What a transaction stores. Orders of one customer are numbered from 1, in the order of their transactions. */
@Entity
@Table(name = "orders")
public class Order {
    static final String TABLE =
            "create table orders (id bigint primary key, customer integer not null, number integer not null)";

    static final String INSERT = "insert into orders (id, customer, number) values (?, ?, ?)";

    @Id
    private long id;

    private int customer;

    private int number;

    @Transient
    private String message;

    protected Order() {}

    public Order(long id, int customer, int number, int bytes) {
        this.id = id;
        this.customer = customer;
        this.number = number;
        String start = "{\"customer\":" + customer + ",\"number\":" + number + ",\"order\":" + id + ",\"note\":\"";
        String end = "\"}";
        this.message = start + "x".repeat(Math.max(0, bytes - start.length() - end.length())) + end;
    }

    public long id() {
        return id;
    }

    /** The ordering key of its message. */
    public String key() {
        return "c" + customer;
    }

    /** The message as JSON text. */
    public String message() {
        return message;
    }

    /** Sets the parameters of {@link #INSERT}. */
    void bind(PreparedStatement insert) throws SQLException {
        insert.setLong(1, id);
        insert.setInt(2, customer);
        insert.setInt(3, number);
    }
}

package io.outboxed.benchmark.contestant;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What somebody writes by hand who remembers the messages that a consumer has worked on. */
@Entity
@Table(name = "seen_message")
public class SeenMessage {
    static final String TABLE = "create table seen_message (id varchar(255) primary key)";

    @Id
    private String id;

    protected SeenMessage() {}

    SeenMessage(String id) {
        this.id = id;
    }
}

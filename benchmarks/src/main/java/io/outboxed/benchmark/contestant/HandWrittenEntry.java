package io.outboxed.benchmark.contestant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** The outbox entity that a team writes when it has no library; with the cheapest id that JPA has. */
@Entity
@Table(name = "hand_written_outbox")
class HandWrittenEntry {
    static final String TABLES = "create sequence hand_written_seq increment by 50;"
            + "create table hand_written_outbox (id bigint primary key, msg_key varchar(255) not null, payload text not null)";

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "handWritten")
    @SequenceGenerator(name = "handWritten", sequenceName = "hand_written_seq", allocationSize = 50)
    private long id;

    @Column(name = "msg_key")
    private String key;

    private String payload;

    protected HandWrittenEntry() {}

    HandWrittenEntry(String key, String payload) {
        this.key = key;
        this.payload = payload;
    }

    String key() {
        return key;
    }

    String payload() {
        return payload;
    }
}

package io.outboxed.jpa;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

/**
 * A message that a consumer has worked on. Only the store's
 * SQL touches it; the entity makes the table part of a schema that the provider generates.
 */
@Entity
@Cacheable(false)
@Access(AccessType.FIELD)
@IdClass(OutboxInbox.Key.class)
@Table(name = "outbox_inbox", indexes = @Index(name = "OUTBOX_INBOX_RECEIVED", columnList = "RECEIVED"))
public class OutboxInbox {

    @Id
    @Column(name = "MESSAGE_ID", length = 255, nullable = false)
    private String messageId;

    @Id
    @Column(name = "CONSUMER", length = 100, nullable = false)
    private String consumer;

    @Column(name = "RECEIVED", nullable = false)
    private long received;

    /** For the persistence provider. */
    protected OutboxInbox() {}

    /** The primary key, as Jakarta Persistence wants it. */
    public static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        private String messageId;
        private String consumer;

        /** For the persistence provider. */
        public Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && Objects.equals(messageId, key.messageId)
                    && Objects.equals(consumer, key.consumer);
        }

        @Override
        public int hashCode() {
            return Objects.hash(messageId, consumer);
        }
    }
}

package io.outboxed.test.memory;

import io.outboxed.spi.InboxStore;
import java.time.Duration;
import java.util.Optional;

/** The reference of {@link InboxStore}: a map of times by consumer and message. */
public final class InMemoryInbox implements InboxStore {
    private final InMemoryTables tables;

    /** Beside the entries of a store. */
    public InMemoryInbox(InMemoryOutboxStore tables) {
        this.tables = tables;
    }

    @Override
    public boolean remember(String consumer, String messageId) {
        synchronized (tables) {
            String key = consumer + "\n" + messageId;
            tables.own(tables.idOwners, key);
            if (time(key).isPresent()) {
                return false;
            }
            tables.transaction().inbox.put(key, Optional.of(tables.now));
            return true;
        }
    }

    @Override
    public boolean forget(String consumer, String messageId) {
        synchronized (tables) {
            String key = consumer + "\n" + messageId;
            boolean wasThere = time(key).isPresent();
            tables.transaction().inbox.put(key, Optional.empty());
            return wasThere;
        }
    }

    private Optional<Long> time(String key) {
        return tables.transaction().inbox.getOrDefault(key, tables.committed.inbox.getOrDefault(key, Optional.empty()));
    }

    @Override
    public int purge(Duration retention, int max) {
        synchronized (tables) {
            int[] count = {0};
            tables.committed.inbox.forEach((key, time) -> {
                if (count[0] < max && time.orElseThrow() <= tables.now - retention.toMillis()) {
                    tables.transaction().inbox.put(key, Optional.empty());
                    count[0]++;
                }
            });
            return count[0];
        }
    }
}

package io.outboxed.formats;

import io.outboxed.spi.OutboxStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Set;

/** Asks an outbox which messages it still has, in a transaction of its own. */
@ApplicationScoped
class StoredMessages {

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Set<String> present(OutboxStore store, Collection<String> ids) {
        return store.present(ids);
    }
}

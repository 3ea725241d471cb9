package io.outboxed.formats;

import io.outboxed.spi.OutboxStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Set;

/** Asks the outbox which messages it still has. */
@ApplicationScoped
class StoredMessages {

    @Inject
    private Instance<OutboxStore> store;

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Set<String> present(Collection<String> ids) {
        return store.get().present(ids);
    }
}

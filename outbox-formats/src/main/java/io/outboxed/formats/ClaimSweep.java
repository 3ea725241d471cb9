package io.outboxed.formats;

import io.outboxed.admin.Backlog;
import io.outboxed.formats.ClaimStore.Claim;
import io.outboxed.spi.OutboxListener;
import io.outboxed.spi.OutboxStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Removes claims that are older than {@code outbox.claim-check.keep} and whose messages are in no outbox any more: delivered, discarded, or
 * never committed. Once an hour on each node where the relay runs.
 */
@ApplicationScoped
class ClaimSweep implements OutboxListener {
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final int STEP = 1_000;

    @Inject
    private ClaimCheck claims;

    @Inject
    private StoredMessages messages;

    @Inject
    @Any
    private Instance<OutboxStore> outboxes;

    private final AtomicReference<Instant> next = new AtomicReference<>(Instant.MIN);
    private final Clock clock = Clock.systemUTC();

    /** Comes every ten seconds, in a thread of the relay. */
    @Override
    public void backlog(Backlog backlog) {
        Instant now = clock.instant();
        Instant due = next.get();
        if (claims.store().isEmpty() || now.isBefore(due) || !next.compareAndSet(due, now.plus(INTERVAL))) {
            return;
        }
        try {
            sweep(now.minus(claims.keep()));
        } catch (Exception e) {
            throw Errors.claimsNotDeleted(e);
        }
    }

    void sweep(Instant before) throws Exception {
        ClaimStore store = claims.store().orElseThrow();
        List<Claim> old = store.olderThan(before, "", STEP);
        while (!old.isEmpty()) {
            Set<String> needed = present(old.stream().map(Claim::messageId).toList());
            List<String> done = old.stream()
                    .filter(claim -> !needed.contains(claim.messageId()))
                    .map(Claim::reference)
                    .toList();
            if (!done.isEmpty()) {
                store.delete(done);
            }
            old = store.olderThan(before, old.get(old.size() - 1).reference(), STEP);
        }
    }

    /** In whichever outbox, as they share the claims. */
    private Set<String> present(List<String> ids) {
        Set<String> present = new HashSet<>();
        outboxes.forEach(outbox -> present.addAll(messages.present(outbox, ids)));
        return present;
    }
}

package io.outboxed.it;

import io.outboxed.Outboxed;
import io.outboxed.inbox.Idempotent;
import io.outboxed.inbox.Inbox;
import io.outboxed.inbox.MessageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** A consumer: each message that it has worked on has made an account. */
@ApplicationScoped
public class Ledger {

    /** What it publishes. */
    public record Booked(long account) {}

    /** An exception that does not roll back by itself. */
    public static class Refused extends Exception {
        private static final long serialVersionUID = 1L;
    }

    @PersistenceContext(unitName = "it")
    private EntityManager em;

    @Inject
    private Inbox inbox;

    /** Consumes, changes state and publishes; then does what may fail. */
    @Idempotent(consumer = "ledger")
    @Outboxed(destination = "booked", key = "account")
    public Booked book(@MessageId String message, long account, Callable<?> last) throws Exception {
        em.persist(new Account(account, message, 0));
        last.call();
        return new Booked(account);
    }

    /** With an annotation that would keep what was changed. */
    @Idempotent(consumer = "ledger")
    @Transactional(dontRollbackOn = RuntimeException.class)
    public void bookWithoutRollback(@MessageId String message, long account) {
        em.persist(new Account(account, message, 0));
        throw new IllegalStateException("after the booking");
    }

    @Idempotent(consumer = "audit")
    public List<String> note(@MessageId String message) {
        return List.of(message);
    }

    @Idempotent
    public Optional<String> receive(Message message) {
        return Optional.of("received");
    }

    @Idempotent(messageId = "event_id")
    public Optional<String> receiveForeign(Message message) {
        return Optional.of("received");
    }

    @Idempotent
    @Transactional(TxType.MANDATORY)
    public void inAnothersTransaction(@MessageId String message) {}

    /** By hand. */
    @Transactional
    public boolean bookByHand(String message, long account) {
        if (!inbox.firstTime("by hand", message)) {
            return false;
        }
        em.persist(new Account(account, message, 0));
        return true;
    }

    /** Goes on after the inbox has failed. */
    @Transactional
    public void swallow(String message, long account) {
        em.persist(new Account(account, message, 0));
        try {
            inbox.firstTime("by hand", message);
        } catch (RuntimeException e) {
            em.flush();
        }
    }
}

package io.outboxed.it;

import io.outboxed.Envelope;
import io.outboxed.Outbox;
import io.outboxed.OutboxEvent;
import io.outboxed.Outboxed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** An application's bean that uses every way to publish. */
@ApplicationScoped
public class Bank {

    /** A payload that says itself where it goes. */
    @OutboxEvent(destination = "opened", key = "id")
    public record Opened(long id) {}

    public record Moved(long id, long amount) {}

    /** A payload that no serializer gets to the end of. */
    public static class Endless {
        public Endless getSelf() {
            return this;
        }
    }

    /** An exception that, as configured below, does not roll back. */
    public static class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @PersistenceContext(unitName = "it")
    private EntityManager em;

    @Inject
    private Outbox outbox;

    @Inject
    private Event<Opened> opened;

    @Outboxed(destination = "moved", key = "id")
    public Moved deposit(long id, long amount) {
        em.find(Account.class, id).add(amount);
        return new Moved(id, amount);
    }

    @Outboxed(destination = "moved", key = "id")
    public Moved depositAndFail(long id, long amount) {
        deposit(id, amount);
        throw new IllegalStateException("after the deposit");
    }

    @Outboxed(destination = "moved")
    @Transactional(dontRollbackOn = Refused.class)
    public Moved refuseWithoutRollback(long id, long amount) {
        em.find(Account.class, id).add(amount);
        throw new Refused();
    }

    @Outboxed(destination = "many", key = "id")
    public Stream<Moved> many(long... ids) {
        return Arrays.stream(ids).mapToObj(id -> new Moved(id, 1));
    }

    @Outboxed(destination = "maybe")
    public Optional<String> maybe(String message) {
        return Optional.ofNullable(message);
    }

    @Outboxed
    public List<Envelope> envelopes(String... destinations) {
        return Stream.of(destinations)
                .map(d -> Envelope.of("to " + d).to(d).build())
                .toList();
    }

    @Outboxed(destination = "moved")
    @Transactional(TxType.MANDATORY)
    public String mandatory() {
        return "mandatory";
    }

    @Transactional
    public void createSilently(long id) {
        em.persist(new Account(id, "ada", 0));
    }

    @Transactional
    public void open(long id) {
        outbox.persist(new Account(id, "ada", 0), new Opened(id));
    }

    @Transactional
    public void openByEvent(long id) {
        em.persist(new Account(id, "ada", 0));
        opened.fire(new Opened(id));
    }

    @Transactional
    public Account merge(Account account, Object message) {
        return outbox.merge(account, message);
    }

    @Transactional
    public void remove(Account account, Object message) {
        outbox.remove(account, message);
    }

    @Transactional
    public void replaceAll(List<Account> old, List<Account> fresh, List<?> messages) {
        outbox.removeAll(old, List.of());
        outbox.persistAll(fresh, messages);
    }

    @Transactional
    public void persistForeign(Object entity) {
        outbox.persist(entity, new Opened(1));
    }

    public CompletionStage<Opened> fireAsynchronously(long id) {
        return opened.fireAsync(new Opened(id));
    }

    @Transactional
    public void publish(Object message) {
        outbox.publish(message);
    }

    @Transactional
    public void publishAndSwallow(long id, Object message) {
        em.persist(new Account(id, "ada", 0));
        try {
            outbox.publish(message);
        } catch (RuntimeException e) {
            // as a careless application does
        }
    }

    public void publishWithoutTransaction(Object message) {
        outbox.publish(message);
    }

    public void fireWithoutTransaction(long id) {
        opened.fire(new Opened(id));
    }

    @Transactional
    public long count() {
        return em.createQuery("select count(a) from Account a", Long.class).getSingleResult();
    }

    @Transactional
    public long balance(long id) {
        return em.find(Account.class, id).balance();
    }
}

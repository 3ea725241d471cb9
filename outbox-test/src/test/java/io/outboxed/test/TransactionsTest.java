package io.outboxed.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.Envelope;
import io.outboxed.Outbox;
import io.outboxed.PublishException;
import io.outboxed.inbox.Idempotent;
import io.outboxed.inbox.MessageId;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import jakarta.transaction.TransactionalException;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import org.jboss.weld.junit5.auto.AddBeanClasses;
import org.jboss.weld.junit5.auto.EnableAutoWeld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code @Transactional} and what is like it, as on a server. */
@EnableAutoWeld
@ExtendWith(OutboxExtension.class)
@AddBeanClasses({TransactionsTest.Work.class, TransactionsTest.Ejb.class, TransactionsTest.Service.class})
class TransactionsTest {

    @Stereotype
    @Transactional(TxType.MANDATORY)
    @Retention(RetentionPolicy.RUNTIME)
    @interface InAnothers {}

    @ApplicationScoped
    static class Work {
        @Inject
        private Outbox outbox;

        @Inject
        private Event<String> events;

        private final List<String> heard = new ArrayList<>();

        void publish(String text) {
            outbox.publish(Envelope.of(text).to("d").build());
        }

        @Transactional
        public void required(String text, Exception thrown) throws Exception {
            publish(text);
            if (thrown != null) {
                throw thrown;
            }
        }

        @Transactional(TxType.REQUIRES_NEW)
        public void requiresNew(String text) {
            publish(text);
        }

        @Transactional(TxType.MANDATORY)
        public void mandatory(String text) {
            publish(text);
        }

        @Transactional(TxType.NEVER)
        public void never() {}

        @Transactional(TxType.NOT_SUPPORTED)
        public void notSupported(String text) {
            publish(text);
        }

        @Transactional(TxType.SUPPORTS)
        public void supports(String text) {
            publish(text);
        }

        @Transactional(rollbackOn = IOException.class)
        public void rollsBackOnIo(String text) throws IOException {
            publish(text);
            throw new IOException("io");
        }

        @Transactional(dontRollbackOn = IllegalArgumentException.class)
        public void commitsOnIllegalArgument(String text) {
            publish(text);
            throw new IllegalArgumentException("bad");
        }

        @Transactional
        public void fires(String text, boolean fails) {
            events.fire(text);
            if (fails) {
                throw new IllegalStateException("refused");
            }
            assertThat(heard).isEmpty();
        }

        List<String> heard() {
            return List.copyOf(heard);
        }

        void hear(@Observes(during = TransactionPhase.AFTER_SUCCESS) String text) {
            heard.add(text);
        }
    }

    @Stateless
    static class Ejb {
        @Inject
        private Work work;

        public void publish(String text) {
            work.publish(text);
        }

        @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
        public void publishOutside(String text) {
            work.publish(text);
        }

        @Idempotent(consumer = "test")
        public void consume(@MessageId String id) {
            work.publish("once for " + id);
        }
    }

    @InAnothers
    @Dependent
    static class Service {
        @Inject
        private Work work;

        public void publish(String text) {
            work.publish(text);
        }
    }

    @Inject
    private Work work;

    @Inject
    private Ejb ejb;

    @Inject
    private Service service;

    @Inject
    private TestOutbox outbox;

    @Inject
    private UserTransaction userTransaction;

    private void assertPublished(String... texts) {
        assertThat(outbox.published(String.class).payloads()).containsExactly(texts);
    }

    private void rolledBack(Runnable work) {
        assertThatThrownBy(() -> outbox.inTransaction(() -> {
                    work.run();
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
    }

    @Test
    void required_beginsOne_orJoins() throws Exception {
        work.required("own", null);
        rolledBack(() -> assertThatCode(() -> work.required("joined", null)).doesNotThrowAnyException());
        assertPublished("own");
    }

    @Test
    void uncheckedException_rollsBack_andCheckedOneDoesNot() {
        assertThatThrownBy(() -> work.required("unchecked", new IllegalStateException("u")))
                .hasMessage("u");
        assertThatThrownBy(() -> work.required("checked", new IOException("c"))).hasMessage("c");
        assertPublished("checked");
    }

    @Test
    void joinedTransaction_canOnlyRollBack_afterAnUncheckedException() {
        assertThatThrownBy(() -> outbox.inTransaction(() -> {
                    work.publish("before");
                    assertThatThrownBy(() -> work.required("inside", new IllegalStateException("u")))
                            .hasMessage("u");
                }))
                .hasMessageContaining("it could only roll back");
        assertPublished();
    }

    @Test
    void rollbackOn_andDontRollbackOn_areObeyed() {
        assertThatThrownBy(() -> work.rollsBackOnIo("a")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> work.commitsOnIllegalArgument("b")).isInstanceOf(IllegalArgumentException.class);
        assertPublished("b");
    }

    @Test
    void requiresNew_staysWhenTheOuterOneRollsBack() {
        rolledBack(() -> {
            work.publish("outer");
            work.requiresNew("inner");
        });
        assertPublished("inner");
    }

    @Test
    void mandatory_andNever_refuse() {
        assertThatThrownBy(() -> work.mandatory("a")).isInstanceOf(TransactionalException.class);
        assertThatThrownBy(() -> outbox.inTransaction(work::never)).isInstanceOf(TransactionalException.class);
        assertThatCode(work::never).doesNotThrowAnyException();
        outbox.inTransaction(() -> work.mandatory("b"));
        assertPublished("b");
    }

    @Test
    void publishing_needsATransaction() {
        assertThatThrownBy(() -> work.publish("a")).isInstanceOf(PublishException.class);
        assertThatThrownBy(() -> work.supports("a")).isInstanceOf(PublishException.class);
        assertThatThrownBy(() -> outbox.inTransaction(() -> work.notSupported("a")))
                .isInstanceOf(PublishException.class);
        outbox.inTransaction(() -> work.supports("b"));
        assertPublished("b");
    }

    @Test
    void stereotype_isObeyed() {
        assertThatThrownBy(() -> service.publish("a")).isInstanceOf(TransactionalException.class);
        outbox.inTransaction(() -> service.publish("b"));
        assertPublished("b");
    }

    @Test
    void enterpriseBean_hasTransactions() {
        ejb.publish("a");
        assertThatThrownBy(() -> ejb.publishOutside("b")).isInstanceOf(PublishException.class);
        assertPublished("a");
    }

    @Test
    void consumer_worksOnceForEachMessage() {
        ejb.consume("1");
        ejb.consume("1");
        ejb.consume("2");
        assertPublished("once for 1", "once for 2");
    }

    @Test
    void userTransaction_commitsAndRollsBack() throws Exception {
        userTransaction.begin();
        work.publish("a");
        userTransaction.commit();
        userTransaction.begin();
        work.publish("b");
        userTransaction.rollback();
        assertPublished("a");
    }

    @Test
    void observer_afterSuccess_hearsWhenTheTransactionHasCommitted() {
        work.fires("a", false);
        assertThatThrownBy(() -> work.fires("b", true)).hasMessage("refused");
        assertThat(work.heard()).containsExactly("a");
    }
}

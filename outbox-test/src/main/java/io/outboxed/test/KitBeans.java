package io.outboxed.test;

import io.outboxed.spi.FailedEntryStore;
import io.outboxed.spi.InboxStore;
import io.outboxed.spi.OutboxStore;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;

/** What tests, applications and the outbox inject; preferred to what the application's own jars bring. */
@Alternative
@Priority(Interceptor.Priority.PLATFORM_AFTER)
@ApplicationScoped
class KitBeans {

    @Inject
    private KitExtension kit;

    @Produces
    TestOutbox outbox() {
        return kit.outbox();
    }

    @Produces
    OutboxStore store() {
        return kit.outbox().stores().outbox();
    }

    @Produces
    FailedEntryStore failedEntries() {
        return kit.outbox().stores().failedEntries();
    }

    @Produces
    InboxStore inbox() {
        return kit.outbox().stores().inbox();
    }

    @Produces
    TransactionSynchronizationRegistry registry() {
        return kit.outbox().transactions();
    }

    @Produces
    UserTransaction userTransaction() {
        return new TestUserTransaction(kit.outbox().transactions());
    }
}

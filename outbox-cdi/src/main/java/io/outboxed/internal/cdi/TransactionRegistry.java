package io.outboxed.internal.cdi;

import io.outboxed.internal.DeploymentErrors;
import io.outboxed.internal.Jndi;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.naming.NamingException;

/** The registry of the server, or that of a container which has JTA as a library and knows no name for it. */
@ApplicationScoped
class TransactionRegistry {
    private static final String NAME = "java:comp/TransactionSynchronizationRegistry";

    @Inject
    private Instance<TransactionSynchronizationRegistry> beans;

    private TransactionSynchronizationRegistry found;

    /** At the application's start, in the container's thread: later, a thread of the application may have no {@code java:comp}. */
    @PostConstruct
    void find() {
        if (beans.isResolvable()) {
            found = beans.get();
            return;
        }
        try {
            found = Jndi.lookUp(NAME, TransactionSynchronizationRegistry.class);
        } catch (NamingException e) {
            throw DeploymentErrors.noTransactionRegistry(NAME, e);
        }
    }

    /** Works with any transaction that is the calling thread's. */
    TransactionSynchronizationRegistry get() {
        return found;
    }
}

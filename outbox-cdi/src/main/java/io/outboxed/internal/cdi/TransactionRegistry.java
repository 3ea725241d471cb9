package io.outboxed.internal.cdi;

import io.outboxed.internal.Errors;
import io.outboxed.internal.Jndi;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.naming.NamingException;

/** The registry of the server, or that of a container which has JTA as a library and knows no name for it. */
@Dependent
class TransactionRegistry {
    private static final String NAME = "java:comp/TransactionSynchronizationRegistry";

    @Inject
    private Instance<TransactionSynchronizationRegistry> produced;

    /**
     * A bean if there is one, else what JNDI has.
     *
     * @throws io.outboxed.OutboxConfigException if there is none
     */
    TransactionSynchronizationRegistry get() {
        if (produced.isResolvable()) {
            return produced.get();
        }
        try {
            return Jndi.lookUp(NAME, TransactionSynchronizationRegistry.class);
        } catch (NamingException e) {
            throw Errors.noTransactionRegistry(NAME, e);
        }
    }
}

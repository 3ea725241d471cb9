package io.outboxed.it.onejvm;

import com.arjuna.ats.arjuna.common.CoreEnvironmentBeanException;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import io.outboxed.internal.relay.NewTransaction;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.concurrent.Callable;

/** Narayana's transaction manager, with a log of this process's own below {@code target}. */
public final class Transactions {
    private static final TransactionSynchronizationRegistry REGISTRY = new TransactionSynchronizationRegistryImple();

    static {
        for (String store : new String[] {null, "communicationStore", "stateStore"}) {
            ObjectStoreEnvironmentBean bean = store == null
                    ? BeanPopulator.getDefaultInstance(ObjectStoreEnvironmentBean.class)
                    : BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store);
            bean.setObjectStoreDir("target/tx-store-" + ProcessHandle.current().pid());
        }
        try {
            arjPropertyManager.getCoreEnvironmentBean().setNodeIdentifier("it");
        } catch (CoreEnvironmentBeanException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Transactions() {}

    public static TransactionManager manager() {
        return com.arjuna.ats.jta.TransactionManager.transactionManager();
    }

    public static TransactionSynchronizationRegistry registry() {
        return REGISTRY;
    }

    /** Runs work in a new transaction, which must be able to commit. */
    public static <T> T inTransaction(Callable<T> work) throws Exception {
        return new Separate().run(work).orThrow();
    }

    /** What the EJB does on a server. */
    public static final class Separate implements NewTransaction {
        private static final ThreadLocal<Transaction> OUTER = new ThreadLocal<>();

        /** The transaction around the current one, which the relay's senders run in. */
        public static Transaction outer() {
            return OUTER.get();
        }

        @Override
        public <T> Result<T> run(Callable<T> work) {
            try {
                Transaction outer = manager().suspend();
                OUTER.set(outer);
                try {
                    return begin(work);
                } finally {
                    OUTER.remove();
                    if (outer != null) {
                        manager().resume(outer);
                    }
                }
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public <T> Result<T> outside(Callable<T> work) {
            try {
                Transaction outer = manager().suspend();
                try {
                    return new Result<>(work.call(), null);
                } catch (Exception e) {
                    return new Result<>(null, e);
                } finally {
                    if (outer != null) {
                        manager().resume(outer);
                    }
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        private static <T> Result<T> begin(Callable<T> work) throws Exception {
            manager().begin();
            T value;
            try {
                value = work.call();
            } catch (Exception e) {
                manager().rollback();
                return new Result<>(null, e);
            } catch (Error e) {
                manager().rollback();
                throw e;
            }
            manager().commit();
            return new Result<>(value, null);
        }
    }
}

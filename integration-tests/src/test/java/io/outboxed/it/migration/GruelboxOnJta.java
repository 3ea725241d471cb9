package io.outboxed.it.migration;

import com.gruelbox.transactionoutbox.NoTransactionActiveException;
import com.gruelbox.transactionoutbox.ThreadLocalContextTransactionManager;
import com.gruelbox.transactionoutbox.ThrowingTransactionalSupplier;
import com.gruelbox.transactionoutbox.Transaction;
import io.outboxed.it.onejvm.Transactions;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** gruelbox on JTA, as an application on a server sets it up: its rows are written in the application's own transactions. */
final class GruelboxOnJta implements ThreadLocalContextTransactionManager {
    private final DataSource source;

    GruelboxOnJta(DataSource source) {
        this.source = source;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T, E extends Exception> T inTransactionReturnsThrows(ThrowingTransactionalSupplier<T, E> work) throws E {
        try {
            return Transactions.inTransaction(() -> work.doWork(current()));
        } catch (Exception e) {
            throw (E) e;
        }
    }

    @Override
    public <T, E extends Exception> T requireTransactionReturns(ThrowingTransactionalSupplier<T, E> work) throws E {
        if (Transactions.registry().getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new NoTransactionActiveException();
        }
        return work.doWork(current());
    }

    private Transaction current() {
        Current current = (Current) Transactions.registry().getResource(this);
        if (current == null) {
            current = new Current();
            Transactions.registry().putResource(this, current);
            Transactions.registry().registerInterposedSynchronization(current);
        }
        return current;
    }

    /** The one of the thread. */
    private final class Current implements Transaction, Synchronization {
        private final List<PreparedStatement> batches = new ArrayList<>();
        private final List<Runnable> hooks = new ArrayList<>();

        @Override
        public Connection connection() {
            try {
                return source.getConnection();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public PreparedStatement prepareBatchStatement(String sql) {
            try {
                PreparedStatement statement = connection().prepareStatement(sql);
                batches.add(statement);
                return statement;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void addPostCommitHook(Runnable hook) {
            hooks.add(hook);
        }

        @Override
        public void beforeCompletion() {
            for (PreparedStatement batch : batches) {
                try (batch) {
                    batch.executeBatch();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                hooks.forEach(Runnable::run);
            }
        }
    }
}

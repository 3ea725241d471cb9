package io.outboxed.test;

import io.outboxed.spi.FailedEntryStore;
import io.outboxed.spi.InboxStore;
import io.outboxed.spi.OutboxStore;
import io.outboxed.test.memory.InMemoryFailedEntries;
import io.outboxed.test.memory.InMemoryInbox;
import io.outboxed.test.memory.InMemoryOutboxStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** The stores in memory, as long as their database is up. */
record TestStores(OutboxStore outbox, FailedEntryStore failedEntries, InboxStore inbox) {

    static TestStores of(InMemoryOutboxStore store, TestTransactions transactions, Faults faults) {
        return new TestStores(
                guarded(OutboxStore.class, store, transactions, faults),
                guarded(FailedEntryStore.class, new InMemoryFailedEntries(store), transactions, faults),
                guarded(InboxStore.class, new InMemoryInbox(store), transactions, faults));
    }

    private static <T> T guarded(Class<T> type, T store, TestTransactions transactions, Faults faults) {
        return type.cast(Proxy.newProxyInstance(
                TestStores.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                    if (method.getDeclaringClass() != Object.class) {
                        faults.checkDatabase();
                        transactions.usesStore();
                    }
                    try {
                        return method.invoke(store, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}

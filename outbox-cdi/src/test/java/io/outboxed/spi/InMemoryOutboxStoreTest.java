package io.outboxed.spi;

class InMemoryOutboxStoreTest extends OutboxStoreContract {

    @Override
    protected StoreFixture emptyStore(int lanes) {
        return new InMemoryFixture(lanes);
    }
}

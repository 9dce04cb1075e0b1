package io.hydrant.store.memory;

import io.hydrant.store.StateStore;
import io.hydrant.store.StateStoreContract;

/** The store in memory keeps the contract of stores. */
class MemoryStateStoreTest extends StateStoreContract {
    @Override
    protected StateStore open() {
        return new MemoryStateStore();
    }
}

package io.hydrant.store.jdbc;

import java.nio.file.Path;

import io.hydrant.store.StateStore;
import io.hydrant.store.StateStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The store in H2 keeps the contract of stores. */
class H2StateStoreTest extends StateStoreContract {
    @TempDir
    private static Path folders;

    private static int opened;

    private JdbcStateStore store;

    @Override
    protected StateStore open() {
        store = JdbcStateStore.open(Dialect.urlOf(folders, "state" + opened++), Codecs.plain());
        return store;
    }

    @AfterEach
    void close() {
        store.close();
    }
}

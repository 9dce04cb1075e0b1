package io.hydrant.store.jdbc;

import java.nio.file.Path;
import java.util.Objects;

import io.hydrant.store.StateStore;
import io.hydrant.store.StateStoreContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The store in H2 keeps the contract of stores. */
class H2StateStoreTest extends StateStoreContract {
    @TempDir
    private static @Nullable Path folders;

    private static int opened;

    private @Nullable JdbcStateStore store;

    @Override
    protected StateStore open() {
        JdbcStateStore next =
                JdbcStateStore.open(Dialect.urlOf(Objects.requireNonNull(folders), "state" + opened++), Codecs.plain());
        store = next;
        return next;
    }

    @AfterEach
    void close() {
        Objects.requireNonNull(store).close();
    }
}

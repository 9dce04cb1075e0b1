package io.hydrant.store.jdbc;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.hydrant.store.LogChange.Append;
import io.hydrant.store.RecordLog;
import io.hydrant.store.RecordLogContract;
import io.hydrant.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The log in H2 keeps the contract of logs. */
class H2RecordLogTest extends RecordLogContract {
    private final Path folder;
    private @Nullable JdbcStateStore store;

    H2RecordLogTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Override
    protected RecordLog open() {
        JdbcStateStore next = JdbcStateStore.open(Dialect.urlOf(folder, "state"), Codecs.plain());
        store = next;
        return next.records().orElseThrow();
    }

    @Override
    protected RecordLog reopen() {
        close();
        return open();
    }

    @AfterEach
    void close() {
        Objects.requireNonNull(store).close();
    }

    @Test
    void aLogThatIsClosedTakesNothing() {
        close();
        assertThat(log().tryCommit(List.of(new Append(chunk("orders", 50)))))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(StoreException.class);
        log().commit(List.of(new Append(chunk("orders", 50))));
        assertThat(reopen().recover().chunks()).isEmpty();
    }
}

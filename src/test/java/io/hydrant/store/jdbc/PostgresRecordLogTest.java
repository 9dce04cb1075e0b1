package io.hydrant.store.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.hydrant.store.LogChange.Append;
import io.hydrant.store.NewChunk;
import io.hydrant.store.RecordLog;
import io.hydrant.store.RecordLogContract;
import io.hydrant.store.StoreException;
import io.hydrant.support.SharedPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** The log in PostgreSQL keeps the contract of logs, also when the server was away. */
class PostgresRecordLogTest extends RecordLogContract {
    @RegisterExtension
    static final SharedPostgres postgres = new SharedPostgres();

    private @Nullable JdbcStateStore store;

    @Override
    protected RecordLog open() {
        postgres.drop("hydrant_group", "hydrant_payload", "hydrant_batch");
        return connected();
    }

    private RecordLog connected() {
        JdbcStateStore next = JdbcStateStore.open(postgres.server().url(), Codecs.plain());
        store = next;
        return next.records().orElseThrow();
    }

    @Override
    protected RecordLog reopen() {
        close();
        return connected();
    }

    @AfterEach
    void close() {
        Objects.requireNonNull(store).close();
    }

    @Test
    void whatMustBeMadeIsMadeWhenTheServerIsThereAgain() {
        kept(chunk("orders", 50));
        postgres.server().stopServer();
        NewChunk lost = chunk("orders", 60);
        NewChunk owed = chunk("orders", 70);
        log().commit(List.of(new Append(owed)));
        assertThat(log().tryCommit(List.of(new Append(lost))))
                .failsWithin(Duration.ofSeconds(60))
                .withThrowableThat()
                .withCauseInstanceOf(StoreException.class);
        postgres.server().startServer();

        NewChunk next = kept(chunk("orders", 80));

        assertThat(reopen().recover().chunks())
                .extracting(each -> each.chunk().length())
                .containsExactly(50, 70, 80);
        assertThat(next.place()).isGreaterThan(owed.place());
    }
}

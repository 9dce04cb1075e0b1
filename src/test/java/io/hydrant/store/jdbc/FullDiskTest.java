package io.hydrant.store.jdbc;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.store.Change;
import io.hydrant.store.LogChange.Append;
import io.hydrant.store.NewChunk;
import io.hydrant.store.RecordLog;
import io.hydrant.store.RecordLogContract;
import io.hydrant.store.StateKey;
import io.hydrant.store.StateKind;
import io.hydrant.store.StoreException;
import io.hydrant.store.Versioned;
import org.h2.store.fs.FilePath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A disk that is full for a while: nothing is told to be kept that is not, and all works again with space. */
class FullDiskTest extends RecordLogContract {
    private static final StateKey<Integer> NUMBER = new StateKind<>("numbers", Integer.class)
            .key(new Scope(new AccountId("111111111111"), new Region("us-east-1")), "one");

    private final Path folder;
    private @Nullable JdbcStateStore store;

    FullDiskTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    static void register() {
        FilePath.register(new FullDisk());
    }

    @Override
    protected RecordLog open() {
        JdbcStateStore next = JdbcStateStore.open(FullDisk.urlOf(folder), Codecs.plain());
        store = next;
        return next.records().orElseThrow();
    }

    @Override
    protected RecordLog reopen() {
        store().close();
        return open();
    }

    private JdbcStateStore store() {
        return Objects.requireNonNull(store);
    }

    @AfterEach
    void close() {
        FullDisk.empty();
        store().close();
    }

    private void isRefused(NewChunk chunk) {
        assertThat(log().tryCommit(List.of(new Append(chunk))))
                .failsWithin(Duration.ofSeconds(60))
                .withThrowableThat()
                .withCauseInstanceOf(StoreException.class);
    }

    @Test
    void theSentenceSaysWhy() {
        FullDisk.FULL.set(true);
        assertThatThrownBy(() -> store().commit(Change.create(NUMBER, 1)))
                .isInstanceOf(StoreException.class)
                .hasMessage("The store cannot be written: No space left on device.");
    }

    @Test
    void aStoreWhoseDiskIsFullIsReadAllTheSame() {
        assertThat(store().commit(Change.create(NUMBER, 1))).isPresent();
        FullDisk.FULL.set(true);
        isRefused(chunk("orders", 1 << 20));
        assertThat(store().get(NUMBER)).map(Versioned::value).contains(1);
    }

    @Test
    void whatIsRefusedIsNotThereAndWhatIsToldIs() {
        kept(chunk("orders", 50));
        assertThat(store().commit(Change.create(NUMBER, 1))).isPresent();
        FullDisk.FULL.set(true);
        isRefused(chunk("orders", 1 << 20));
        NewChunk owed = chunk("orders", 70);
        log().commit(List.of(new Append(owed)));
        isRefused(chunk("orders", 1 << 20));
        Versioned<Integer> seen = new Versioned<>(NUMBER, 1, 1);
        assertThatThrownBy(() -> store().commit(Change.replace(seen, 2))).isInstanceOf(StoreException.class);
        FullDisk.FULL.set(false);

        kept(chunk("orders", 80));
        assertThat(store().get(NUMBER)).map(Versioned::value).contains(1);

        assertThat(reopen().recover().chunks())
                .extracting(each -> each.chunk().length())
                .containsExactly(50, 70, 80);
    }
}

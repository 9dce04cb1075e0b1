package io.hydrant.store.jdbc;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.store.Change;
import io.hydrant.store.KeptChunk;
import io.hydrant.store.LogChange.Append;
import io.hydrant.store.LoggedChunk;
import io.hydrant.store.NewChunk;
import io.hydrant.store.RecordLog;
import io.hydrant.store.RecordLog.Backlog;
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

    /** The engine may have written the row of a transaction that failed, and that row is not the one that is written next. */
    @Test
    void whatFollowsARowThatSeemedToHaveFailedIsThere() {
        kept(alike(0));
        FullDisk.UNFORCED.set(true);
        log().commit(List.of(new Append(alike(1))));
        isRefused(alike(2));
        FullDisk.UNFORCED.set(false);
        kept(alike(3));

        Backlog found = restart();

        assertThat(found.chunks())
                .extracting(each -> each.chunk().sequence())
                .contains(0L, 1L, 3L)
                .doesNotHaveDuplicates();
        log().drop(found);
        assertThat(restart().rows()).isEmpty();
    }

    /** The disk is full at any point of the transactions that join small rows. */
    @Test
    void whatIsToldIsThereWhereverAJoinFails() {
        Set<Long> told = new TreeSet<>();
        for (int writes = 0; writes < 12; writes++) {
            for (int i = 0; i < 40; i++) {
                if (i == 15) {
                    FullDisk.roomFor(writes);
                }
                NewChunk next = alike(i);
                if (log().tryCommit(List.of(new Append(next)))
                        .handle((done, failure) -> failure == null)
                        .join()) {
                    told.add(next.place());
                }
                if (i == 25) {
                    FullDisk.empty();
                }
            }
        }
        assertThat(told).hasSizeGreaterThan(300);

        Backlog found = restart();

        assertThat(found.rows()).anyMatch(row -> row.size() > 2);
        assertThat(found.chunks())
                .extracting(KeptChunk::place)
                .containsAll(told)
                .doesNotHaveDuplicates();
        found.chunks().forEach(each -> assertThat(log().read(each)).hasSize(50_000));
        log().drop(found);
        assertThat(restart().rows()).isEmpty();
    }

    /** A chunk that can lie in one row with others of its kind. */
    private static NewChunk alike(int number) {
        LoggedChunk about = new LoggedChunk(
                "orders",
                "destination",
                false,
                Instant.ofEpochMilli(1_790_000_000_000L),
                number,
                1,
                49_996,
                50_000,
                Optional.empty());
        return new NewChunk(about, new byte[50_000]);
    }
}

package io.hydrant.store.jdbc;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import io.hydrant.store.KeptChunk;
import io.hydrant.store.LogChange;
import io.hydrant.store.LogChange.Append;
import io.hydrant.store.LogChange.Forget;
import io.hydrant.store.LoggedChunk;
import io.hydrant.store.NewChunk;
import io.hydrant.store.RecordLog;
import io.hydrant.store.RecordLog.Backlog;
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

    /** Some leave before their rows are joined, and some after that. */
    @Test
    void smallRowsAreJoinedByStreamsAndKeepWhatWaits() {
        Map<Long, byte[]> waiting = new TreeMap<>();
        Map<Long, NewChunk> all = new TreeMap<>();
        for (int i = 0; i < 600; i++) {
            NewChunk next = new NewChunk(about("owner " + i % 3, i), content(i));
            kept(next);
            all.put(next.place(), next);
            waiting.put(next.place(), content(i));
            if (i % 5 == 0) {
                forget(next);
                waiting.remove(next.place());
            }
        }
        assertThat(log().tryCommit(all.values().stream()
                        .filter(each -> each.chunk().owner().equals("owner 1") && waiting.containsKey(each.place()))
                        .map(each -> (LogChange) new Forget("owner 1", new long[] {each.place()}))
                        .toList()))
                .succeedsWithin(Duration.ofSeconds(60));

        Backlog found = restart();

        assertThat(found.rows()).anyMatch(row -> row.size() > 20).hasSizeLessThan(400);
        assertThat(found.rows()).noneMatch(row -> row.size() > 1 && row.owner().equals("owner 1"));
        List<KeptChunk> chunks = found.chunks();
        assertThat(chunks)
                .extracting(KeptChunk::place)
                .containsAll(waiting.keySet().stream()
                        .filter(place -> !Objects.requireNonNull(all.get(place))
                                .chunk()
                                .owner()
                                .equals("owner 1"))
                        .toList());
        for (KeptChunk each : chunks) {
            NewChunk put = Objects.requireNonNull(all.get(each.place()));
            assertThat(each.chunk()).isEqualTo(put.chunk());
            assertThat(log().read(each)).isEqualTo(content((int) put.chunk().sequence()));
        }
        log().drop(found);
        assertThat(restart().rows()).isEmpty();
    }

    private void forget(NewChunk chunk) {
        log().commit(List.of(new Forget(chunk.chunk().owner(), new long[] {chunk.place()})));
    }

    private static byte[] content(int number) {
        byte[] content = new byte[4_000 + number];
        Arrays.fill(content, (byte) number);
        return content;
    }

    private static LoggedChunk about(String owner, int number) {
        return new LoggedChunk(
                owner,
                "destination",
                false,
                Instant.ofEpochMilli(1_790_000_000_000L + number),
                number,
                1,
                4_000 + number - 4,
                4_000 + number,
                Optional.of("key " + number / 400));
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

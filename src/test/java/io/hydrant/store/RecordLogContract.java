package io.hydrant.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.hydrant.store.LogChange.Append;
import io.hydrant.store.LogChange.Finish;
import io.hydrant.store.LogChange.Forget;
import io.hydrant.store.LogChange.Write;
import io.hydrant.store.LoggedBatch.GivenUp;
import io.hydrant.store.RecordLog.Backlog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What every log of records does. */
public abstract class RecordLogContract {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private final Random random = new Random(14);
    private @Nullable RecordLog opened;

    /** Opens an empty log. */
    protected abstract RecordLog open();

    /** Closes the log, and opens what it has kept. */
    protected abstract RecordLog reopen();

    @BeforeEach
    void start() {
        opened = open();
    }

    /** The log that was opened last. */
    protected final RecordLog log() {
        return Objects.requireNonNull(opened);
    }

    /** What the log has when it is opened again. */
    protected final Backlog restart() {
        RecordLog next = reopen();
        opened = next;
        return next.recover();
    }

    /** A chunk of one record. */
    protected final NewChunk chunk(String owner, int length) {
        byte[] payload = new byte[length];
        random.nextBytes(payload);
        LoggedChunk about = new LoggedChunk(
                owner,
                "destination",
                random.nextInt(4) == 0,
                NOON.plusMillis(random.nextInt(9_000)),
                random.nextInt(1_000_000),
                1,
                length - 4,
                length,
                random.nextBoolean() ? Optional.empty() : Optional.of("key " + random.nextInt(3)));
        return new NewChunk(about, payload);
    }

    private static LoggedBatch batch(long number, long first, long last) {
        return new LoggedBatch(
                number,
                "orders",
                "destination",
                first,
                last,
                "id " + number,
                List.of(0, 7, 9, 12),
                1_000,
                3,
                2,
                Optional.of(NOON),
                Optional.empty(),
                Optional.of(new GivenUp("code", "why", 2, NOON, Map.of(3, new LoggedBatch.RecordError("400", "no")))),
                Map.of("key", "orders/1"));
    }

    /** Hands a chunk over and waits until it is on disk. */
    protected final NewChunk kept(NewChunk chunk) {
        log().tryCommit(List.of(new Append(chunk))).join();
        return chunk;
    }

    @Test
    void chunksAreThereAfterAStartWithTheirBytes() {
        List<NewChunk> chunks = new ArrayList<>();
        List<byte[]> payloads = new ArrayList<>();
        for (int length : new int[] {4, 100, 5 << 20, 7, 1 << 20, (1 << 20) - 1, 30}) {
            NewChunk next = chunk("orders", length);
            payloads.add(Objects.requireNonNull(next.payload()));
            chunks.add(next);
        }
        log().tryCommit(chunks.stream()
                        .map(each -> (LogChange) new Append(each))
                        .toList())
                .join();
        assertThat(chunks).allMatch(each -> each.payload() == null);

        Backlog found = restart();

        assertThat(found.chunks())
                .extracting(KeptChunk::chunk)
                .containsExactlyElementsOf(chunks.stream().map(NewChunk::chunk).toList());
        assertThat(found.chunks())
                .extracting(KeptChunk::place)
                .containsExactlyElementsOf(chunks.stream().map(NewChunk::place).toList());
        for (int i = 0; i < payloads.size(); i++) {
            assertThat(log().read(found.chunks().get(i))).isEqualTo(payloads.get(i));
        }
        assertThat(kept(chunk("orders", 9)).place())
                .isGreaterThan(chunks.get(chunks.size() - 1).place());
    }

    @Test
    void thoseWhoWaitAreToldInTheOrderOfTheirChanges() {
        List<Integer> told = new ArrayList<>();
        List<CompletableFuture<Void>> all = IntStream.range(0, 500)
                .mapToObj(i -> log().tryCommit(List.of(new Append(chunk("orders", 50))))
                        .thenRun(() -> {
                            synchronized (told) {
                                told.add(i);
                            }
                        }))
                .toList();
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        assertThat(told).hasSize(500);
        assertThat(restart().chunks()).hasSize(500);
    }

    @Test
    void aBatchIsThereAsItWasLastWritten() {
        kept(chunk("orders", 50));
        long number = log().nextBatch();
        log().tryCommit(List.of(new Write(batch(number, 1, 1)))).join();
        LoggedBatch next = batch(number, 1, 1);
        log().commit(List.of(new Write(next), new Write(batch(log().nextBatch(), 1, 1))));

        Backlog found = restart();

        assertThat(found.batches()).hasSize(2).contains(next);
        assertThat(log().nextBatch()).isEqualTo(number + 2);
    }

    @Test
    void aFinishedBatchIsToldAsLongAsAChunkMayWait() {
        List<NewChunk> chunks =
                Stream.generate(() -> chunk("orders", 50)).limit(4).toList();
        log().tryCommit(chunks.stream()
                        .map(each -> (LogChange) new Append(each))
                        .toList())
                .join();
        long[] places = chunks.stream().mapToLong(NewChunk::place).toArray();
        long number = log().nextBatch();
        log().commit(List.of(new Write(batch(number, places[0], places[1]))));
        log().commit(List.of(new Finish(number)));
        log().commit(List.of(new Forget("orders", Arrays.copyOf(places, 2))));

        Backlog found = restart();
        assertThat(found.batches()).isEmpty();
        assertThat(found.finished()).hasSize(1);
        assertThat(found.chunks()).hasSize(4);

        log().commit(List.of(new Forget("orders", Arrays.copyOf(places, 2))));
        log().commit(List.of(new Forget("orders", Arrays.copyOfRange(places, 2, 4))));
        for (NewChunk each : chunks) {
            if (each.chunk().copied()) {
                log().commit(List.of(new Forget(each.chunk().owner(), new long[] {each.place()})));
            }
        }
        found = restart();
        assertThat(found.chunks()).isEmpty();
        assertThat(found.finished()).isEmpty();
    }

    private static String ownerOf(Map<Long, LoggedChunk> all, long place) {
        return Objects.requireNonNull(all.get(place)).owner();
    }

    /** The chunks of each owner leave a queue. */
    private static List<LogChange> forget(Map<Long, LoggedChunk> all, long[] places) {
        return Arrays.stream(places)
                .boxed()
                .collect(Collectors.groupingBy(place -> ownerOf(all, place), TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(each -> (LogChange) new Forget(
                        each.getKey(),
                        each.getValue().stream().mapToLong(Long::longValue).toArray()))
                .toList();
    }

    @Test
    void aLogKeepsExactlyTheRowsOfWhichSomethingWaits() {
        Map<Long, Integer> waiting = new TreeMap<>();
        Map<Long, LoggedChunk> all = new HashMap<>();
        for (int round = 0; round < 30; round++) {
            List<LogChange> changes = new ArrayList<>();
            List<NewChunk> fresh = new ArrayList<>();
            for (int i = random.nextInt(20); i > 0; i--) {
                NewChunk next = chunk("owner " + random.nextInt(3), 4 + random.nextInt(100_000));
                fresh.add(next);
                changes.add(new Append(next));
            }
            log().tryCommit(changes).join();
            fresh.forEach(each -> {
                waiting.put(each.place(), each.chunk().copies());
                all.put(each.place(), each.chunk());
            });
            long[] places = waiting.keySet().stream()
                    .filter(place -> random.nextInt(3) > 0)
                    .mapToLong(Long::longValue)
                    .toArray();
            log().commit(forget(all, places));
            for (long place : places) {
                waiting.merge(place, -1, (a, b) -> a + b == 0 ? null : a + b);
            }
            if (random.nextInt(8) == 0) {
                Backlog found = restart();
                assertThat(found.chunks()).extracting(KeptChunk::place).containsAll(waiting.keySet());
                found.byOwner().forEach((owner, its) -> assertThat(its.chunks())
                        .extracting(KeptChunk::place)
                        .isSorted()
                        .doesNotHaveDuplicates());
                assertThat(found.chunks()).allMatch(each -> each.chunk().equals(all.get(each.place())));
                // a start counts all chunks of a row again, so those that had left leave once more
                found.chunks().forEach(each -> {
                    int more = each.chunk().copies() - waiting.getOrDefault(each.place(), 0);
                    for (int i = 0; i < more; i++) {
                        log().commit(List.of(new Forget(each.chunk().owner(), new long[] {each.place()})));
                    }
                });
            }
        }
        waiting.forEach((place, copies) -> {
            for (int i = 0; i < copies; i++) {
                log().commit(List.of(new Forget(ownerOf(all, place), new long[] {place})));
            }
        });
        assertThat(restart().chunks()).isEmpty();
    }
}

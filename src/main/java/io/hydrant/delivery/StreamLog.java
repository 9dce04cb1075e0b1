package io.hydrant.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.hydrant.record.EncryptedWith;
import io.hydrant.record.LaterChunks;
import io.hydrant.record.RecordBuffer;
import io.hydrant.record.RecordDecryptor;
import io.hydrant.record.Ticket;
import io.hydrant.store.KeptChunk;
import io.hydrant.store.KeptRow;
import io.hydrant.store.LogChange;
import io.hydrant.store.LoggedBatch;
import io.hydrant.store.LoggedChunk;
import io.hydrant.store.NewChunk;
import io.hydrant.store.RecordLog;
import io.hydrant.store.StoreException;
import org.jspecify.annotations.Nullable;

/** The records of one stream in a log, so that they outlive the process. Guarded by the stream's lock. */
public final class StreamLog {
    private final RecordLog log;
    private final String owner;

    /** What is to be made in one commit, while that is collected. */
    private @Nullable List<LogChange> together;

    /** @param owner names the stream, unlike one of the same name before it */
    public StreamLog(RecordLog log, String owner) {
        this.log = log;
        this.owner = owner;
    }

    private record NewTicket(NewChunk chunk) implements Ticket {
        @Override
        public long place() {
            return chunk.place();
        }

        @Override
        public byte[] payload() {
            throw new IllegalStateException("The chunk lies in memory");
        }
    }

    private record KeptTicket(RecordLog log, KeptChunk chunk) implements Ticket {
        @Override
        public long place() {
            return chunk.place();
        }

        @Override
        public byte[] payload() {
            try {
                return log.read(chunk);
            } catch (StoreException e) {
                throw new RecordDecryptor.UnopenableException("InternalError", e);
            }
        }
    }

    /** A chunk that goes into the log: with its ticket, which has a place when the chunk was handed over. */
    record Handed(NewChunk to, RecordBuffer.Chunk chunk) {}

    /** The chunk as it goes into the log, where it waits in {@code queue}. Its payload begins at index 0, and does not change. */
    Handed handed(String queue, boolean copied, RecordBuffer.Chunk chunk) {
        EncryptedWith key = chunk.sealedUnder();
        LoggedChunk about = new LoggedChunk(
                owner,
                queue,
                copied,
                chunk.arrival(),
                chunk.sequence(),
                chunk.count(),
                chunk.recordBytes(),
                chunk.length(),
                key == null ? Optional.empty() : Optional.of(key.keyName()));
        NewChunk next = new NewChunk(about, chunk.data());
        RecordBuffer.Chunk with = new RecordBuffer.Chunk(
                chunk.arrival(),
                chunk.sequence(),
                chunk.count(),
                chunk.recordBytes(),
                chunk.counter(),
                chunk.data(),
                chunk.offset(),
                chunk.length(),
                new NewTicket(next),
                false);
        return new Handed(next, with);
    }

    /** Appends a chunk, or fails to. */
    CompletableFuture<Void> tryAppend(Handed chunk) {
        return log.tryCommit(List.of(new LogChange.Append(chunk.to())));
    }

    /** Appends a chunk that the stream has accepted before; answers it with its ticket. */
    RecordBuffer.Chunk append(String queue, RecordBuffer.Chunk chunk) {
        Handed handed = handed(queue, false, chunk);
        make(new LogChange.Append(handed.to()));
        return handed.chunk();
    }

    /** A chunk that the log had, whose payload is read when it is needed. */
    RecordBuffer.Chunk found(KeptChunk kept, @Nullable EncryptedWith key) {
        LoggedChunk about = kept.chunk();
        return new RecordBuffer.Chunk(
                about.arrival(),
                about.sequence(),
                about.count(),
                about.recordBytes(),
                key,
                RecordBuffer.Chunk.ELSEWHERE,
                0,
                about.length(),
                new KeptTicket(log, kept),
                false);
    }

    /** Chunks that the log had, each of which is made when it is needed. */
    LaterChunks found(KeptRow kept, @Nullable EncryptedWith key) {
        return new LaterRow(this, kept, key);
    }

    private record LaterRow(StreamLog log, KeptRow row, @Nullable EncryptedWith counter) implements LaterChunks {
        @Override
        public int size() {
            return row.size();
        }

        @Override
        public long records() {
            return row.records();
        }

        @Override
        public long recordBytes() {
            return row.recordBytes();
        }

        @Override
        public Instant oldest() {
            return row.oldest();
        }

        @Override
        public Instant newest() {
            return row.newest();
        }

        @Override
        public void forEach(Consumer<RecordBuffer.Chunk> reader) {
            row.chunks().forEach(each -> reader.accept(log.found(each, counter)));
        }
    }

    /** A number for a batch. */
    long nextBatch() {
        return log.nextBatch();
    }

    /** The stream that the records belong to. */
    String owner() {
        return owner;
    }

    /** Writes a batch, or fails to. */
    CompletableFuture<Void> tryWrite(LoggedBatch batch) {
        return log.tryCommit(List.of(new LogChange.Write(batch)));
    }

    /** Writes batches as they are now, in one commit, without waiting. */
    void write(LoggedBatch... batches) {
        make(Arrays.stream(batches).map(LogChange.Write::new).toArray(LogChange[]::new));
    }

    /** Nothing remains of a batch. */
    void finish(long batch) {
        make(new LogChange.Finish(batch));
    }

    /** Chunks have left a queue. */
    void forget(long[] places) {
        make(new LogChange.Forget(owner, places));
    }

    private void make(LogChange... changes) {
        if (together == null) {
            log.commit(List.of(changes));
        } else {
            together.addAll(List.of(changes));
        }
    }

    /** Makes in one commit what {@code changes} asks for. */
    void together(Runnable changes) {
        List<LogChange> collected = new ArrayList<>();
        together = collected;
        try {
            changes.run();
        } finally {
            together = null;
            if (!collected.isEmpty()) {
                log.commit(collected);
            }
        }
    }
}

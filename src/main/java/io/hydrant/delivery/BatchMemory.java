package io.hydrant.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.hydrant.record.RecordBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What one batch takes of the budget. Records that leave their batch for the error output stay in the same memory, which is given
 * back with the last of them. Guarded by the stream's lock.
 */
final class BatchMemory {
    private final UUID id;
    private final RecordBuffer.Taken taken;

    /** This one, and those that left it. */
    private final List<BatchMemory> parts;

    private long records;
    private long bytes;

    /** Where the batch waits. */
    private @Nullable Backlog backlog;

    /** Everything that was taken from a buffer together. */
    BatchMemory(RecordBuffer.Taken taken) {
        this(UUID.randomUUID(), taken);
    }

    /** Everything that was taken from a buffer together, in a process before this one perhaps. */
    BatchMemory(UUID id, RecordBuffer.Taken taken) {
        this(id, taken, new ArrayList<>(), taken.records(), taken.bytes());
        parts.add(this);
    }

    private BatchMemory(UUID id, RecordBuffer.Taken taken, List<BatchMemory> parts, long records, long bytes) {
        this.id = id;
        this.taken = taken;
        this.parts = parts;
        this.records = records;
        this.bytes = bytes;
    }

    /** A part that has not left yet. */
    BatchMemory part(long itsRecords, long itsBytes) {
        return new BatchMemory(id, taken, parts, itsRecords, itsBytes);
    }

    /** {@code part} leaves, and counts for itself from now on. */
    void leave(BatchMemory part) {
        parts.add(part);
        count(-part.records, -part.bytes);
    }

    /** The same for all records that were taken together. */
    UUID id() {
        return id;
    }

    /** Everything that was taken together. */
    RecordBuffer.Taken taken() {
        return taken;
    }

    /** How many records count here, also those that have arrived. */
    long records() {
        return records;
    }

    /** Their bytes. */
    long bytes() {
        return bytes;
    }

    /** The batch waits there, or nowhere. */
    void setBacklog(@Nullable Backlog next) {
        backlog = next;
    }

    /** The batch is done: gives the memory back, or leaves it to the other parts. To be called once. */
    void release() {
        parts.remove(this);
        if (parts.isEmpty()) {
            taken.release();
        } else {
            parts.get(0).count(records, bytes);
        }
    }

    private void count(long moreRecords, long moreBytes) {
        records += moreRecords;
        bytes += moreBytes;
        if (backlog != null) {
            backlog.count(moreRecords, moreBytes);
        }
    }
}

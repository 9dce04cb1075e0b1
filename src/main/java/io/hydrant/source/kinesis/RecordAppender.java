package io.hydrant.source.kinesis;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.hydrant.record.RecordFrames;
import io.hydrant.record.SourceRun;
import io.hydrant.service.kinesis.KinesisRecord;
import io.hydrant.source.RecordSink;
import io.hydrant.source.round.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Appends to the delivery stream what a read has brought, a slice at a time; records of the producer library are opened. For one
 * thread.
 */
final class RecordAppender {
    /** A slice is appended when it has so many bytes. A put waits no longer than for one slice. */
    private static final int SLICE = 1 << 18;

    private final RecordSink sink;
    private final ReadCounters counters;
    private final RecordFrames frames = new RecordFrames();

    /** Of each record of the slice: which record of the read it is in, and its place there from 1 on, or 0 for the last. */
    private int[] facts = new int[256];

    private long total;

    RecordAppender(RecordSink sink, ReadCounters counters) {
        this.sink = sink;
        this.counters = counters;
    }

    /**
     * What became of a read.
     *
     * @param place behind what is in the delivery stream
     * @param all whether everything is there; if not, the buffers are full
     * @param records how many user records are
     */
    record Appended(ShardPlace place, boolean all, int records) {}

    /** How many user records were appended in all. */
    long total() {
        return total;
    }

    /** Appends the records that a read from {@code from} on has brought, as many as the buffers take. */
    Appended append(
            String shardId, List<? extends KinesisRecord> records, ShardPlace from, Progress<ShardPlace> progress) {
        Read read = new Read(shardId, records, from, progress);
        for (int i = 0; i < records.size(); i++) {
            if (!read.add(i)) {
                return new Appended(read.place, false, read.appended);
            }
        }
        boolean all = read.appendSlice();
        if (all && !records.isEmpty()) {
            read.skipRest();
        }
        return new Appended(read.place, all, read.appended);
    }

    /** One read, on its way into the delivery stream. */
    private final class Read {
        private final String shardId;
        private final List<? extends KinesisRecord> records;
        private final ShardPlace from;
        private final Progress<ShardPlace> progress;
        private Optional<OriginTable> origins;
        private ShardPlace place;
        private int appended;

        Read(String shardId, List<? extends KinesisRecord> records, ShardPlace from, Progress<ShardPlace> progress) {
            this.shardId = shardId;
            this.records = records;
            this.from = from;
            this.progress = progress;
            this.place = from;
            this.origins = beginSlice();
        }

        private Optional<OriginTable> beginSlice() {
            frames.clear();
            return sink.tellsOrigins() ? Optional.of(new OriginTable(shardId)) : Optional.empty();
        }

        /** Adds what is in a record and has not been read before; false if the buffers are full. */
        boolean add(int index) {
            KinesisRecord record = records.get(index);
            List<AggregatedRecord.UserRecord> users = AggregatedRecord.open(
                            record.array(), record.offset(), record.length())
                    .orElse(null);
            if (users == null) {
                return add(index, 0, 0, null, record.offset(), record.length());
            }
            for (int i = from.done(record.sequenceNumber()); i < users.size(); i++) {
                AggregatedRecord.UserRecord user = users.get(i);
                int fact = i == users.size() - 1 ? 0 : i + 1;
                if (!add(index, fact, i, user.partitionKey(), user.offset(), user.length())) {
                    return false;
                }
            }
            return true;
        }

        /** @param partitionKey of a part of the record; null if it is the whole, which is not copied if that can be */
        private boolean add(
                int index, int fact, int subsequence, @Nullable String partitionKey, int offset, int length) {
            KinesisRecord record = records.get(index);
            boolean mayShare = partitionKey == null && record.isFramed();
            if (!mayShare || !frames.share(record.array(), offset, length)) {
                int at = frames.begin(length);
                System.arraycopy(record.array(), offset, frames.data(), at, length);
                frames.end(length);
            }
            int count = frames.count();
            if (2 * count > facts.length) {
                facts = Arrays.copyOf(facts, 2 * facts.length);
            }
            facts[2 * count - 2] = index;
            facts[2 * count - 1] = fact;
            origins.ifPresent(table -> table.add(
                    record.sequenceNumber(),
                    subsequence,
                    partitionKey == null ? record.partitionKey() : partitionKey,
                    record.arrival()));
            return frames.lengthOf(count) < SLICE || appendSlice();
        }

        /** Appends what was added; false if the buffers are full. */
        boolean appendSlice() {
            int count = frames.count();
            if (count == 0) {
                return true;
            }
            Progress<ShardPlace>.Run run = progress.begin();
            SourceRun source = new SourceRun(origins.map(table -> table::of), run::left);
            int kept = 0;
            try {
                kept = sink.accept(frames, source);
            } finally {
                if (kept == 0) {
                    run.cancel();
                }
            }
            if (kept > 0) {
                place = placeBehind(kept - 1);
                run.appended(place);
                count(kept);
            }
            origins = beginSlice();
            return kept == count;
        }

        /** What follows the last user record has none: records of the producer library that are empty. */
        void skipRest() {
            ShardPlace end = ShardPlace.after(records.get(records.size() - 1).sequenceNumber());
            if (!end.equals(place)) {
                place = end;
                progress.skipTo(end);
            }
        }

        private ShardPlace placeBehind(int frame) {
            int index = facts[2 * frame];
            int done = facts[2 * frame + 1];
            String sequenceNumber = records.get(index).sequenceNumber();
            if (done == 0) {
                return ShardPlace.after(sequenceNumber);
            }
            ShardPlace before =
                    index == 0 ? from : ShardPlace.after(records.get(index - 1).sequenceNumber());
            return before.within(sequenceNumber, done);
        }

        private void count(int kept) {
            appended += kept;
            total += kept;
            long whole = 0;
            long bytes = 0;
            for (int i = 0; i < kept; i++) {
                if (facts[2 * i + 1] == 0) {
                    whole++;
                    bytes += records.get(facts[2 * i]).length();
                }
            }
            counters.read(whole, bytes);
        }
    }
}

package io.hydrant.source.msk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.hydrant.record.RecordFrames;
import io.hydrant.record.RecordOrigin;
import io.hydrant.record.SourceRun;
import io.hydrant.service.kafka.TopicRecord;
import io.hydrant.source.RecordSink;
import io.hydrant.source.round.Progress;

/** How far one partition has been read and delivered. For one thread. */
final class PartitionReader {
    /** A slice is appended when it has so many bytes. A put waits no longer than for one slice. */
    private static final int SLICE = 1 << 18;

    private final RecordSink sink;
    private final MskCounters counters;
    private final Progress<Long> progress;
    private long position;

    PartitionReader(long position, RecordSink sink, MskCounters counters, Runnable moved) {
        this.position = position;
        this.sink = sink;
        this.counters = counters;
        this.progress = new Progress<>(position, moved);
    }

    /** The offset of the next record to be read. */
    long position() {
        return position;
    }

    /** The offset of the next record to be delivered. */
    long delivered() {
        return progress.delivered();
    }

    /** Nothing is to be read before that offset. */
    void skipTo(long offset) {
        if (offset != position) {
            position = offset;
            progress.skipTo(offset);
        }
    }

    /** Appends records of this partition, as many as the buffers take; false if they are full. */
    boolean append(List<TopicRecord> records, RecordFrames frames) {
        int from = 0;
        while (from < records.size()) {
            int to = fill(records, from, frames);
            if (frames.count() == 0) {
                records.subList(from, to).forEach(record -> counters.ignored());
                skipTo(records.get(to - 1).offset() + 1);
            } else if (!appendSlice(records.subList(from, to), frames)) {
                return false;
            }
            from = to;
        }
        return true;
    }

    /** Fills a slice from {@code from} on; answers where the next one begins. Records without a value have no frame. */
    private int fill(List<TopicRecord> records, int from, RecordFrames frames) {
        frames.clear();
        int at = from;
        while (at < records.size() && frames.lengthOf(frames.count()) < SLICE) {
            records.get(at).value().ifPresent(frames::add);
            at++;
        }
        return at;
    }

    private boolean appendSlice(List<TopicRecord> slice, RecordFrames frames) {
        List<TopicRecord> valued =
                slice.stream().filter(record -> record.value().isPresent()).toList();
        Progress<Long>.Run run = progress.begin();
        SourceRun source = new SourceRun(
                sink.tellsOrigins() ? Optional.of(index -> origin(valued.get(index))) : Optional.empty(), run::left);
        int kept = 0;
        try {
            kept = sink.accept(frames, source);
        } finally {
            if (kept == 0) {
                run.cancel();
            }
        }
        if (kept == 0) {
            return false;
        }
        counters.read(kept, frames.bytesOf(kept));
        boolean all = kept == frames.count();
        long next = all
                ? slice.get(slice.size() - 1).offset() + 1
                : valued.get(kept - 1).offset() + 1;
        slice.stream()
                .filter(record -> record.offset() < next && record.value().isEmpty())
                .forEach(record -> counters.ignored());
        position = next;
        run.appended(next);
        return all;
    }

    private static RecordOrigin origin(TopicRecord record) {
        return new RecordOrigin.Kafka(
                record.partition(), record.offset(), Instant.ofEpochMilli(record.timestampMillis()));
    }
}

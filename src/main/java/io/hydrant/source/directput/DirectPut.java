package io.hydrant.source.directput;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import io.hydrant.aws.Caller;
import io.hydrant.record.RecordFrames;
import io.hydrant.source.PutResult;
import io.hydrant.source.RecordSink;
import io.hydrant.source.Source;
import io.hydrant.source.Throughput;
import org.jspecify.annotations.Nullable;

/** The source of a stream that takes PutRecord and PutRecordBatch. Thread-safe. */
public final class DirectPut implements Source {
    private final RecordSink sink;
    private final InstantSource clock;
    private final @Nullable PutRate rate;

    /**
     * @param quota of the stream; empty for any number of puts
     */
    public DirectPut(RecordSink sink, InstantSource clock, Optional<Throughput> quota) {
        this.sink = sink;
        this.clock = clock;
        this.rate = quota.map(PutRate::new).orElse(null);
    }

    @Override
    public PutResult put(RecordFrames records, Caller caller, boolean mayWait) {
        PutRate limiter = rate;
        if (limiter == null) {
            return sink.append(records, records.count(), caller, mayWait);
        }
        sink.checkActive();
        Instant now = clock.instant();
        int admitted = limiter.admit(now, records);
        boolean done = false;
        try {
            PutResult result = sink.append(records, admitted, caller, mayWait);
            done = !(result instanceof PutResult.WouldWait);
            return result;
        } finally {
            if (!done) {
                limiter.giveBack(now, records, admitted);
            }
        }
    }

    @Override
    public void checkEncryptable() {
        // Records that were put can be encrypted.
    }
}

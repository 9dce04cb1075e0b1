package io.hydrant.firehose.stream;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;

import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.delivery.BufferBudget;
import io.hydrant.delivery.RecordBuffer;
import io.hydrant.delivery.RecordFrames;
import io.hydrant.firehose.encryption.KeyChoice;
import io.hydrant.firehose.encryption.RecordSealer;
import io.hydrant.firehose.encryption.SealingKey;
import io.hydrant.firehose.encryption.StreamEncryption;
import io.hydrant.firehose.encryption.StreamIdentity;
import org.jspecify.annotations.Nullable;

/** A delivery stream with its buffer and its encryption. Thread-safe; one lock guards all three. */
public final class LiveStream {
    private final Object lock = new Object();
    private final StreamServices services;
    private final BufferBudget budget;
    private final RecordBuffer buffer;
    private final StreamEncryption encryption;
    private final RecordSealer sealer;
    private final @Nullable PutRate rate;
    private final LongAdder acceptedRecords = new LongAdder();
    private final LongAdder acceptedBytes = new LongAdder();
    private final LongAdder puts = new LongAdder();
    private final LongAdder throttled = new LongAdder();

    private volatile DeliveryStream value;
    private boolean expiryPlanned;

    LiveStream(DeliveryStream value, StreamServices services) {
        this.value = value;
        this.services = services;
        this.budget = services.budget();
        this.buffer = new RecordBuffer(budget);
        this.encryption = new StreamEncryption(
                new StreamIdentity(value.scope(), value.name(), value.created()), services.encryption(), lock);
        this.sealer = new RecordSealer(encryption);
        this.rate = services.limits()
                .throughput(value.scope().region())
                .map(PutRate::new)
                .orElse(null);
    }

    /** The stream as it is now. */
    public DeliveryStream value() {
        return value;
    }

    /** Its encryption. */
    public StreamEncryption encryption() {
        return encryption;
    }

    /** What was done to the first {@code accepted} records of a put; the others found the buffer full or the quota used up. */
    public record PutResult(boolean encrypted, int accepted) {}

    /**
     * Keeps the records of one put, sealed if a key is in force: decided together with the append.
     *
     * @param mayWait whether KMS may be asked; when not, null says that it would have to be and nothing has happened
     * @throws AwsException {@code ResourceNotFoundException} when the stream is not ACTIVE, {@code InvalidArgumentException}
     *     when it reads from another source, {@code InvalidKMSResourceException} when its key cannot be used
     */
    public @Nullable PutResult put(RecordFrames records, Caller caller, boolean mayWait) {
        PutRate limiter = rate;
        if (limiter == null) {
            return put(records, records.count(), caller, mayWait);
        }
        checkTakesPuts();
        Instant now = services.clock().instant();
        int admitted = limiter.admit(now, records);
        boolean done = false;
        try {
            PutResult result = put(records, admitted, caller, mayWait);
            done = result != null;
            return result;
        } finally {
            if (!done) {
                limiter.giveBack(now, records, admitted);
            }
        }
    }

    /** Keeps at most the first {@code admitted} records. */
    private @Nullable PutResult put(RecordFrames records, int admitted, Caller caller, boolean mayWait) {
        checkTakesPuts();
        int fitting = reserve(records, admitted);
        boolean kept = false;
        try {
            if (fitting == 0 && records.count() > 0) {
                throttled.add(records.count());
                return new PutResult(false, 0);
            }
            int length = records.lengthOf(fitting);
            boolean encrypted;
            while (true) {
                SealingKey key = encryption.sealing();
                Instant now = services.clock().instant();
                RecordSealer.Sealed sealed = null;
                if (key != null) {
                    sealed = sealer.seal(key, caller, now, records.data(), length, mayWait);
                    if (sealed == null) {
                        return null;
                    }
                }
                synchronized (lock) {
                    if (encryption.sealing() == key) {
                        checkTakesPuts();
                        append(now, records, fitting, sealed);
                        kept = true;
                        encrypted = sealed != null;
                        break;
                    }
                }
            }
            puts.increment();
            acceptedRecords.add(fitting);
            acceptedBytes.add(records.bytesOf(fitting));
            throttled.add((long) records.count() - fitting);
            return new PutResult(encrypted, fitting);
        } finally {
            if (!kept) {
                budget.give(records.bytesOf(fitting));
            }
        }
    }

    private void checkTakesPuts() {
        DeliveryStream now = value;
        if (now.source().kind() != SourceKind.DirectPut) {
            throw new AwsException(FirehoseErrors.putNotPermitted(now.source().kind()));
        }
        if (now.status() != StreamStatus.ACTIVE) {
            throw new AwsException(
                    FirehoseErrors.notActiveForPut(now.name(), now.scope().account()));
        }
    }

    /** Takes budget for as many records, from the first on, as fit. */
    private int reserve(RecordFrames records, int admitted) {
        if (budget.take(records.bytesOf(admitted))) {
            return admitted;
        }
        int fitting = 0;
        while (fitting < admitted && budget.take(records.bytesOf(fitting + 1) - (long) records.bytesOf(fitting))) {
            fitting++;
        }
        return fitting;
    }

    private void append(Instant now, RecordFrames records, int count, RecordSealer.@Nullable Sealed sealed) {
        int bytes = records.bytesOf(count);
        if (sealed == null) {
            buffer.append(now, count, bytes, null, records.data(), records.lengthOf(count));
        } else {
            buffer.appendOwned(now, count, bytes, sealed.under(), sealed.payload());
        }
        planExpiry();
    }

    private void planExpiry() {
        Instant oldest = buffer.oldestArrival();
        if (oldest != null && !expiryPlanned) {
            expiryPlanned = true;
            services.scheduler().at(oldest.plus(StreamSettings.RETENTION), "expire records of " + value.name(), () -> {
                synchronized (lock) {
                    expiryPlanned = false;
                    long dropped = buffer.dropThrough(services.clock().instant().minus(StreamSettings.RETENTION));
                    services.recordsExpired(value, dropped);
                    planExpiry();
                }
            });
        }
    }

    /** Replaces the stream by what {@code change} makes of it, under the lock; {@code change} may throw to refuse. */
    public DeliveryStream update(UnaryOperator<DeliveryStream> change) {
        DeliveryStream before;
        DeliveryStream after;
        synchronized (lock) {
            before = value;
            after = change.apply(before);
            value = after;
        }
        if (after.version() != before.version()) {
            services.notCarriedOut(after);
        }
        return after;
    }

    /**
     * StartDeliveryStreamEncryption.
     *
     * @throws AwsException {@code InvalidArgumentException} for another source than DirectPut, {@code ResourceInUseException}
     *     when the stream is not ACTIVE or a change is under way, {@code LimitExceededException}
     */
    public void startEncryption(KeyChoice key, Caller caller) {
        checkEncryptable();
        encryption.start(key, caller);
    }

    /** StopDeliveryStreamEncryption; throws as {@link #startEncryption} does. */
    public void stopEncryption(Caller caller) {
        checkEncryptable();
        encryption.stop(caller);
    }

    private void checkEncryptable() {
        DeliveryStream now = value;
        if (now.source().kind() != SourceKind.DirectPut) {
            throw new AwsException(
                    FirehoseErrors.encryptionNeedsDirectPut(now.source().kind()));
        }
        if (now.status() != StreamStatus.ACTIVE) {
            throw new AwsException(FirehoseErrors.cannotChangeEncryptionInStatus(
                    now.name(), now.scope().account(), now.status().name()));
        }
    }

    /** Drops what is buffered, because the stream is being deleted. */
    void dropRecords() {
        synchronized (lock) {
            buffer.clear();
        }
    }

    /** What is buffered and what has been counted. */
    public Counts counts() {
        synchronized (lock) {
            return new Counts(
                    buffer.records(),
                    buffer.bytes(),
                    acceptedRecords.sum(),
                    acceptedBytes.sum(),
                    puts.sum(),
                    throttled.sum());
        }
    }

    /** Running counts; the first two of the buffer, the others since the stream was created. */
    public record Counts(
            long bufferedRecords,
            long bufferedBytes,
            long incomingRecords,
            long incomingBytes,
            long incomingPutRequests,
            long throttledRecords) {}

    /**
     * The buffered records in the clear, oldest first; sealed ones are opened through KMS, which may refuse: then
     * {@code KmsException}.
     */
    public List<byte[]> openBuffered() {
        List<RecordBuffer.Chunk> chunks = new ArrayList<>();
        synchronized (lock) {
            buffer.forEach(chunks::add);
        }
        List<byte[]> records = new ArrayList<>();
        for (RecordBuffer.Chunk chunk : chunks) {
            byte[] frames = chunk.sealedUnder() == null
                    ? Arrays.copyOfRange(chunk.data(), chunk.offset(), chunk.offset() + chunk.length())
                    : sealer.open(chunk);
            ByteBuffer reader = ByteBuffer.wrap(frames);
            while (reader.hasRemaining()) {
                byte[] record = new byte[reader.getInt()];
                reader.get(record);
                records.add(record);
            }
        }
        return records;
    }

    /** The buffered bytes as they lie in memory, a copy per put: sealed where a key was in force. */
    public List<byte[]> storedBytes() {
        List<byte[]> stored = new ArrayList<>();
        synchronized (lock) {
            buffer.forEach(c -> stored.add(Arrays.copyOfRange(c.data(), c.offset(), c.offset() + c.length())));
        }
        return stored;
    }
}

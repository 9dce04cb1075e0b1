package io.hydrant.firehose.stream;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.delivery.DeliveryTotals;
import io.hydrant.delivery.PartitionView;
import io.hydrant.delivery.Pipeline;
import io.hydrant.delivery.Waiting;
import io.hydrant.destination.Purpose;
import io.hydrant.firehose.encryption.DataKeyCache;
import io.hydrant.firehose.encryption.FailureDescription;
import io.hydrant.firehose.encryption.KeyChoice;
import io.hydrant.firehose.encryption.RecordEncryptor;
import io.hydrant.firehose.encryption.Sealing;
import io.hydrant.firehose.encryption.StreamEncryption;
import io.hydrant.firehose.encryption.StreamIdentity;
import io.hydrant.record.BufferBudget;
import io.hydrant.record.RecordDecryptor;
import io.hydrant.record.RecordFrames;
import io.hydrant.record.SourceRun;
import io.hydrant.source.PutResult;
import io.hydrant.source.RecordSink;
import io.hydrant.source.Source;
import io.hydrant.source.SourceContext;
import io.hydrant.source.SourceMetric;
import io.hydrant.source.SourceReader;
import io.hydrant.store.RecordLog;
import io.hydrant.store.StateCell;
import org.jspecify.annotations.Nullable;

/**
 * A delivery stream with its buffer and its encryption. Thread-safe; one lock guards all three. Longer than 300 lines, because what
 * the lock guards is one class.
 */
public final class LiveStream {
    private final Object lock = new Object();
    private final StreamDependencies services;
    private final BufferBudget budget;
    private final StreamDelivery delivery;
    private final Pipeline pipeline;
    private final boolean logged;
    private final StreamEncryption encryption;
    private final RecordEncryptor sealer;
    private final Source source;
    private final StateCell<DeliveryStream> stored;

    /** What is stored, in a field of its own: each put reads it. */
    private volatile DeliveryStream value;

    @GuardedBy("lock")
    private long acceptedRecords;

    @GuardedBy("lock")
    private long acceptedBytes;

    @GuardedBy("lock")
    private long puts;

    @GuardedBy("lock")
    private long throttled;

    LiveStream(StateCell<DeliveryStream> stored, StreamDependencies services) {
        this.stored = stored;
        this.value = stored.value();
        this.services = services;
        this.budget = services.budget();
        this.encryption = new StreamEncryption(
                new StreamIdentity(value.scope(), value.name(), value.created()),
                services.encryption(),
                lock,
                this::created);
        this.sealer = new RecordEncryptor(encryption);
        this.delivery = new StreamDelivery(lock, services, sealer::opener, this::value);
        this.pipeline = delivery.pipeline();
        this.logged = pipeline.isLogged();
        this.source = services.sources()
                .open(
                        value.source().kind(),
                        new SourceContext(
                                value.scope(),
                                value.name(),
                                value.source().members(),
                                services.scheduler().ownedBy(value.arn()),
                                new Sink(),
                                (type, details) -> services.sourceReports(value(), type, details)));
    }

    /** The stream as it is now. */
    public DeliveryStream value() {
        return value;
    }

    /** Its encryption. */
    public StreamEncryption encryption() {
        return encryption;
    }

    /**
     * Keeps the records of one put, encrypted if a key is in force: decided together with the append. Waits for KMS if need be.
     *
     * @throws AwsException {@code ResourceNotFoundException} when the stream is not ACTIVE, {@code InvalidArgumentException}
     *     when it reads from another source, {@code InvalidKMSResourceException} when its key cannot be used
     */
    public PutResult.Kept put(RecordFrames records, Caller caller) {
        PutResult result = source.put(records, caller, true);
        return result instanceof PutResult.Parked parked ? parked.await() : (PutResult.Kept) result;
    }

    /**
     * As {@link #put}, but never waits: {@link PutResult#WOULD_WAIT} if KMS would have to be asked, {@link PutResult.Parked} if the
     * records have to come to disk.
     */
    public PutResult tryPut(RecordFrames records, Caller caller) {
        return source.put(records, caller, false);
    }

    /** Takes what the stream's source brings. */
    private final class Sink implements RecordSink {
        @Override
        public void checkActive() {
            DeliveryStream now = value;
            if (now.status() != StreamStatus.ACTIVE) {
                throw new AwsException(
                        FirehoseErrors.notActiveForPut(now.name(), now.scope().account()));
            }
        }

        @Override
        public PutResult append(RecordFrames records, int admitted, Caller caller, boolean mayWait) {
            checkActive();
            int copies = pipeline.copies();
            int fitting = reserve(records, admitted, copies);
            boolean kept = false;
            try {
                if (fitting == 0 && records.count() > 0) {
                    synchronized (lock) {
                        throttled += records.count();
                    }
                    return new PutResult.Kept(false, 0);
                }
                int length = records.lengthOf(fitting);
                while (true) {
                    DataKeyCache key = encryption.sealing();
                    Instant now = services.clock().instant();
                    Sealing.Sealed sealed = null;
                    if (key != null) {
                        Sealing sealing = sealer.seal(key, caller, now, records.data(), length, mayWait);
                        if (!(sealing instanceof Sealing.Sealed done)) {
                            return PutResult.WOULD_WAIT;
                        }
                        sealed = done;
                    }
                    synchronized (lock) {
                        if (pipeline.copies() != copies) {
                            throw new AwsException(FirehoseErrors.slowDown());
                        }
                        if (encryption.sealing() == key) {
                            checkActive();
                            if (logged) {
                                kept = true; // the log gives the budget back if it cannot keep them
                                return park(now, records, fitting, sealed);
                            }
                            keep(now, records, fitting, sealed);
                            count(records, fitting);
                            kept = true;
                            return new PutResult.Kept(sealed != null, fitting);
                        }
                    }
                }
            } finally {
                if (!kept) {
                    budget.give(copies * costOf(records, fitting));
                }
            }
        }

        @Override
        public int accept(RecordFrames records, SourceRun run) {
            checkActive();
            int copies = pipeline.copies();
            int fitting = reserve(records, records.count(), copies);
            boolean kept = false;
            try {
                synchronized (lock) {
                    if (pipeline.copies() != copies || fitting == 0) {
                        return 0;
                    }
                    checkActive();
                    run.begin(pipeline.append(services.clock().instant(), run, records, fitting));
                    acceptedRecords += fitting;
                    acceptedBytes += records.bytesOf(fitting);
                    kept = true;
                    return fitting;
                }
            } finally {
                if (!kept) {
                    budget.give(copies * costOf(records, fitting));
                }
            }
        }

        @Override
        public boolean tellsOrigins() {
            return delivery.tellsOrigins();
        }
    }

    @GuardedBy("lock")
    private void count(RecordFrames records, int accepted) {
        puts++;
        acceptedRecords += accepted;
        acceptedBytes += records.bytesOf(accepted);
        throttled += records.count() - accepted;
    }

    /** Takes budget for as many records, from the first on, as fit. */
    private int reserve(RecordFrames records, int admitted, int copies) {
        if (budget.take(copies * costOf(records, admitted))) {
            return admitted;
        }
        int fitting = 0;
        while (fitting < admitted && budget.take(copies * (costOf(records, fitting + 1) - costOf(records, fitting)))) {
            fitting++;
        }
        return fitting;
    }

    private static long costOf(RecordFrames records, int count) {
        return BufferBudget.costOf(count, records.bytesOf(count));
    }

    private void keep(Instant now, RecordFrames records, int count, Sealing.@Nullable Sealed sealed) {
        int bytes = records.bytesOf(count);
        if (sealed == null) {
            pipeline.append(now, count, bytes, null, records.data(), records.lengthOf(count));
        } else {
            byte[] payload = sealed.payload();
            pipeline.append(now, count, bytes, sealed.under(), payload, payload.length);
        }
    }

    @GuardedBy("lock")
    private PutResult park(Instant now, RecordFrames records, int count, Sealing.@Nullable Sealed sealed) {
        int length = records.lengthOf(count);
        int bytes = records.bytesOf(count);
        int refused = records.count() - count;
        CompletableFuture<Void> appended = sealed == null
                ? pipeline.appendLogged(now, count, bytes, null, Arrays.copyOf(records.data(), length), length)
                : pipeline.appendLogged(now, count, bytes, sealed.under(), sealed.payload(), sealed.payload().length);
        CompletableFuture<Void> done = appended.handle((nothing, failure) -> {
                    boolean kept = failure == null;
                    synchronized (lock) {
                        puts += kept ? 1 : 0;
                        acceptedRecords += kept ? count : 0;
                        acceptedBytes += kept ? bytes : 0;
                        throttled += kept ? refused : refused + count;
                    }
                    return kept;
                })
                .thenAccept(kept -> {
                    if (!kept) {
                        throw new AwsException(FirehoseErrors.slowDown());
                    }
                });
        return new PutResult.Parked(sealed != null, count, done);
    }

    /** Takes what a process before this one has left in the log; before {@link StreamEncryption#resume}. */
    void restore(RecordLog.Backlog found) {
        synchronized (lock) {
            pipeline.restore(found, encryption::keyOf);
        }
    }

    /** Names the stream in a log, unlike one of the same name before it. */
    static String ownerOf(DeliveryStream stream) {
        return stream.arn() + ' ' + stream.created();
    }

    /** Replaces the stream by what {@code change} makes of it, under the lock; {@code change} may throw to refuse. */
    public DeliveryStream update(UnaryOperator<DeliveryStream> change) {
        DeliveryStream before;
        DeliveryStream after;
        synchronized (lock) {
            before = value;
            after = stored.update(change);
            value = after;
            if (after.version() != before.version()) {
                delivery.reconfigure();
            }
        }
        if (after.version() != before.version()) {
            services.warnOfUnsupported(after);
        }
        return after;
    }

    /** The stream has come into being, or has failed to. */
    void created(Optional<FailureDescription> failure) {
        if (failure.isPresent()) {
            move(StreamStatus.CREATING, StreamStatus.CREATING_FAILED, failure);
            return;
        }
        Instant now = services.clock().instant();
        source.reader().place(now);
        DeliveryStream next = update(s -> s.status() == StreamStatus.CREATING ? s.activeSince(now) : s);
        if (next.status() == StreamStatus.ACTIVE) {
            services.statusChanged(next);
            source.reader().start();
        }
    }

    /** The stream has been ACTIVE from the beginning. */
    void begun(Instant now) {
        source.reader().place(now);
        services.statusChanged(value);
        source.reader().start();
    }

    /** Goes on reading where an earlier process has left off. */
    void resume() {
        DeliveryStream now = value;
        if (now.status() == StreamStatus.ACTIVE) {
            source.reader().place(now.active().orElse(now.created()));
            source.reader().start();
        }
    }

    /** Changes the status, if it is {@code from}. */
    void move(StreamStatus from, StreamStatus to, Optional<FailureDescription> failure) {
        DeliveryStream next = update(s -> s.status() == from ? s.withStatus(to, failure) : s);
        if (next.status() == to) {
            services.statusChanged(next);
        }
    }

    /** Takes the stream out of the store; it lives on for those who still hold it. */
    void forget() {
        encryption.forget();
        source.reader().forget();
        stored.remove();
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
        source.checkEncryptable();
        DeliveryStream now = value;
        if (now.status() != StreamStatus.ACTIVE) {
            throw new AwsException(FirehoseErrors.cannotChangeEncryptionInStatus(
                    now.name(), now.scope().account(), now.status().name()));
        }
    }

    /**
     * Drops what is buffered, because the stream is being deleted.
     *
     * @return completes when no delivery is under way any more
     */
    CompletableFuture<Void> dropRecords() {
        CompletableFuture<Void> read = source.reader().stop();
        synchronized (lock) {
            return CompletableFuture.allOf(read, pipeline.close());
        }
    }

    /**
     * Drops what is buffered without a trace in the ledger.
     *
     * @return completes when no delivery is under way any more
     */
    CompletableFuture<Void> discard() {
        CompletableFuture<Void> read = source.reader().stop();
        synchronized (lock) {
            return CompletableFuture.allOf(read, delivery.discard());
        }
    }

    /** What is buffered and what has been counted. */
    public Counts counts() {
        synchronized (lock) {
            return new Counts(
                    pipeline.records(Purpose.DESTINATION),
                    pipeline.bytes(Purpose.DESTINATION),
                    pipeline.records(Purpose.BACKUP),
                    pipeline.bytes(Purpose.BACKUP),
                    acceptedRecords,
                    acceptedBytes,
                    puts,
                    throttled);
        }
    }

    /**
     * Running counts: of what waits for the destination, of the copies that wait for the backup, the others since the stream was
     * created.
     */
    public record Counts(
            long bufferedRecords,
            long bufferedBytes,
            long copiedRecords,
            long copiedBytes,
            long incomingRecords,
            long incomingBytes,
            long incomingPutRequests,
            long throttledRecords) {}

    /** How often KMS has refused the stream's keys to puts and deliveries, by CloudWatch's metric; what never happened is absent. */
    public Map<String, Long> kmsRefusals() {
        return sealer.refusals();
    }

    /**
     * Delivers what is buffered now, and what waits in the source; completes when all of it has arrived, is lost, or waits for its
     * next attempt.
     */
    public CompletableFuture<Void> flush() {
        if (!isReading()) {
            return pipeline.flush();
        }
        return source.reader().drain().thenCompose(drained -> pipeline.flush()
                .thenCompose(done ->
                        drained == SourceReader.Drained.MORE ? flush() : CompletableFuture.completedFuture(null)));
    }

    /** Whether the stream reads its records from another service. */
    public boolean isReading() {
        return source.reader() != SourceReader.NONE;
    }

    /** What keeps its source from being read now, in sentences. */
    public List<String> sourceWarnings() {
        return source.reader().warnings();
    }

    /** What its source has counted. */
    public Map<SourceMetric, Double> sourceMetrics() {
        return source.reader().metrics();
    }

    /** What has been delivered for a purpose since the stream was created. */
    public DeliveryTotals delivered(Purpose purpose) {
        return delivery.totals(purpose);
    }

    /** The active partitions, oldest first. */
    public List<PartitionView> partitions() {
        synchronized (lock) {
            return pipeline.partitions();
        }
    }

    /** Whether the processors of the stream ask a function. */
    public boolean asksFunction() {
        return delivery.asksFunction();
    }

    /** How many records found as many active partitions as there may be. */
    public long refusedByPartitions() {
        synchronized (lock) {
            return pipeline.refusedByPartitions();
        }
    }

    /** What has not arrived, as it lies in memory, oldest first as far as retries allow. */
    List<Waiting> waiting(Purpose purpose) {
        synchronized (lock) {
            return pipeline.waiting(purpose);
        }
    }

    /** Opens what is sealed. */
    RecordDecryptor opener() {
        return sealer.opener();
    }
}

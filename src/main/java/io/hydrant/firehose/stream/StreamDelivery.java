package io.hydrant.firehose.stream;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.hydrant.delivery.DeliveryAttempt;
import io.hydrant.delivery.DeliveryListener;
import io.hydrant.delivery.DeliveryPlan;
import io.hydrant.delivery.DeliveryTarget;
import io.hydrant.delivery.DeliveryTotals;
import io.hydrant.delivery.Pipeline;
import io.hydrant.delivery.QueueContext;
import io.hydrant.delivery.StreamLog;
import io.hydrant.destination.DestinationContext;
import io.hydrant.destination.DestinationSpec;
import io.hydrant.destination.Purpose;
import io.hydrant.destination.S3Bucket;
import io.hydrant.destination.StreamVersion;
import io.hydrant.processing.ProcessorChain;
import io.hydrant.processing.ProcessorContext;
import io.hydrant.record.PartitionKeys;
import io.hydrant.record.RecordDecryptor;
import io.hydrant.source.SourceKind;

/**
 * The pipeline of one stream as its configuration wants it, and the reports of its deliveries: ledger, totals, events, log.
 * Guarded by the stream's lock, under which {@link #reconfigure} and {@link #discard} are called.
 */
final class StreamDelivery implements DeliveryListener {
    private final StreamDependencies services;
    private final Supplier<DeliveryStream> stream;
    private final DeliveryLog lines;
    private final Pipeline pipeline;
    private final Map<Purpose, DeliveryTotals> totals = new ConcurrentHashMap<>();

    private volatile boolean discarded;
    private volatile boolean asksFunction;
    private volatile boolean tellsOrigins;

    /**
     * @param stream the stream as it is at the time of asking
     */
    StreamDelivery(
            Object lock,
            StreamDependencies services,
            Supplier<RecordDecryptor> decryptors,
            Supplier<DeliveryStream> stream) {
        this.services = services;
        this.stream = stream;
        DeliveryStream now = stream.get();
        this.lines = new DeliveryLog(now.name());
        this.pipeline = new Pipeline(new QueueContext(
                lock,
                now.name(),
                services.budget(),
                services.queues().ownedBy(now.arn()),
                decryptors,
                this,
                now.source().kind().retention(),
                now.source().kind() == SourceKind.DirectPut
                        ? services.records().map(log -> new StreamLog(log, LiveStream.ownerOf(now)))
                        : Optional.empty()));
        reconfigure();
    }

    /** The stream's destination or version has changed. */
    void reconfigure() {
        DeliveryStream now = stream.get();
        lines.changed();
        StreamVersion origin = new StreamVersion(now.scope(), now.name(), now.version());
        Optional<DestinationSpec> spec = now.destination().read();
        DestinationContext context = new DestinationContext(
                origin,
                services.clock(),
                services.scheduler().ownedBy(origin.arn()),
                services.buckets(),
                PartitionKeys.NONE,
                services.turns());
        pipeline.retarget(new DeliveryPlan(
                origin,
                spec.map(s -> new DeliveryTarget(origin, s.hints(), s.open(context))),
                spec.flatMap(DestinationSpec::backup).map(bucket -> backup(bucket, origin)),
                spec.flatMap(s -> processing(s, now, context))));
        tellsOrigins = asksFunction || spec.map(DestinationSpec::tellsOrigins).orElse(false);
    }

    private DeliveryTarget backup(S3Bucket bucket, StreamVersion origin) {
        return new DeliveryTarget(
                origin, bucket.hints(), services.buckets().open(bucket, origin, Purpose.BACKUP, PartitionKeys.NONE));
    }

    /** Empty if records go to the destination as they were put. */
    private Optional<DeliveryPlan.Processing> processing(
            DestinationSpec spec, DeliveryStream now, DestinationContext context) {
        StreamVersion origin = context.origin();
        Map<String, Object> members = now.destination().members();
        Optional<ProcessorChain> chain = services.processors()
                .open(
                        members,
                        spec.invocationsAtOnce(),
                        new ProcessorContext(
                                origin,
                                context.clock(),
                                context.scheduler(),
                                Optional.ofNullable(members.get("RoleARN")).map(String::valueOf),
                                now.source().name()));
        Optional<DeliveryPlan.Partitions> partitions = spec.partitioning()
                .map(keys -> new DeliveryPlan.Partitions(
                        keys, partition -> new DeliveryTarget(origin, spec.hints(), spec.open(context.of(partition)))));
        asksFunction = chain.flatMap(ProcessorChain::asks).isPresent();
        if (chain.isEmpty() && partitions.isEmpty()) {
            return Optional.empty();
        }
        S3Bucket errors = spec.errorBucket();
        return Optional.of(new DeliveryPlan.Processing(
                chain.orElse(ProcessorChain.NONE),
                output -> new DeliveryTarget(
                        origin, errors.hints(), services.buckets().openForLines(errors, origin, output)),
                partitions));
    }

    /** Whether the processors ask a function. */
    boolean asksFunction() {
        return asksFunction;
    }

    /** Whether the function or the error output shows where records were read. */
    boolean tellsOrigins() {
        return tellsOrigins;
    }

    /** The queues of the stream. */
    Pipeline pipeline() {
        return pipeline;
    }

    /** Drops everything, and reports nothing of a delivery that is still under way; completes as {@link Pipeline#close} does. */
    CompletableFuture<Void> discard() {
        discarded = true;
        return pipeline.close();
    }

    /** What has been delivered for a purpose since the stream was created. */
    DeliveryTotals totals(Purpose purpose) {
        return totals.getOrDefault(purpose, DeliveryTotals.NONE);
    }

    @Override
    public void attempted(DeliveryAttempt delivery) {
        if (discarded) {
            return;
        }
        services.ledger().add(delivery);
        totals.merge(delivery.purpose(), DeliveryTotals.NONE.plus(delivery), (before, now) -> before.plus(delivery));
        DeliveryStream now = stream.get();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("purpose", delivery.purpose().name());
        details.put("location", delivery.location());
        details.put("records", delivery.records());
        details.put("arrived", delivery.arrived());
        details.put("lost", delivery.lost());
        delivery.processed().ifPresent(processed -> {
            details.put("dropped", processed.dropped());
            details.put("failed", processed.failed());
        });
        details.put("attempt", delivery.attempt());
        details.put("result", delivery.result().name());
        lines.attempted(delivery);
        delivery.error().ifPresent(error -> {
            details.put("errorCode", error.code());
            details.put("errorMessage", error.message());
            CloudWatchLog.of(now.destination(), delivery.purpose()).ifPresent(to -> services.events()
                    .add("CloudWatchLog", now.scope(), Optional.of(now.name()), to.entry(now, delivery)));
        });
        services.events().add("DeliveryAttempted", now.scope(), Optional.of(now.name()), details);
    }

    @Override
    public void expired(long records) {
        if (!discarded) {
            services.recordsExpired(stream.get(), records);
        }
    }
}

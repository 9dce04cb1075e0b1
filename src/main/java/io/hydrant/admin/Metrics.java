package io.hydrant.admin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import io.hydrant.delivery.DeliveryLedger;
import io.hydrant.fault.rule.FaultRules;
import io.hydrant.firehose.stream.DeliveryStream;
import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.firehose.stream.LiveStream;
import io.hydrant.http.HttpResponse;
import io.hydrant.memory.Share;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** {@code GET /metrics}: read off the streams when asked, so that a put pays for nothing but its own counters. */
final class Metrics {
    /** The metrics of server-side encryption, by CloudWatch's name; facts §9.2. */
    private static final Map<String, String> KMS = Map.of(
            "KMSKeyAccessDenied", "firehose_kms_key_access_denied",
            "KMSKeyDisabled", "firehose_kms_key_disabled",
            "KMSKeyInvalidState", "firehose_kms_key_invalid_state",
            "KMSKeyNotFound", "firehose_kms_key_not_found");

    private final DeliveryStreams streams;
    private final Supplier<List<Share>> memory;
    private final DeliveryLedger ledger;
    private final FaultRules faults;

    Metrics(DeliveryStreams streams, Supplier<List<Share>> memory, DeliveryLedger ledger, FaultRules faults) {
        this.streams = streams;
        this.memory = memory;
        this.ledger = ledger;
        this.faults = faults;
    }

    HttpResponse answer() {
        List<LiveStream> all = streams.all();
        MetricSnapshots.Builder snapshots = MetricSnapshots.builder();
        Stream.of(
                        counted(
                                all,
                                "firehose_incoming_records",
                                "IncomingRecords",
                                LiveStream.Counts::incomingRecords),
                        counted(all, "firehose_incoming_bytes", "IncomingBytes", LiveStream.Counts::incomingBytes),
                        counted(
                                all,
                                "firehose_incoming_put_requests",
                                "IncomingPutRequests",
                                LiveStream.Counts::incomingPutRequests),
                        counted(
                                all,
                                "firehose_throttled_records",
                                "ThrottledRecords",
                                LiveStream.Counts::throttledRecords),
                        waiting(
                                all,
                                "firehose_buffered_records",
                                "Records waiting",
                                LiveStream.Counts::bufferedRecords),
                        waiting(all, "firehose_buffered_bytes", "Their bytes", LiveStream.Counts::bufferedBytes))
                .forEach(snapshots::metricSnapshot);
        KMS.forEach((metric, name) -> snapshots.metricSnapshot(refusals(all, metric, name)));
        SourceFamily.of(all).addTo(snapshots);
        ProcessingFamily.of(all).addTo(snapshots);
        DeliveryFamily.of(all).forEach(family -> family.addTo(snapshots));
        snapshots.metricSnapshot(share("hydrant_memory_used_bytes", "Memory taken", Share::used));
        snapshots.metricSnapshot(share("hydrant_memory_limit_bytes", "Memory that may be taken", Share::limit));
        snapshots.metricSnapshot(GaugeSnapshot.builder()
                .name("hydrant_waiting_calls")
                .help("Control calls that wait for deliveries")
                .dataPoint(
                        GaugeDataPointSnapshot.builder().value(ledger.waiting()).build())
                .build());
        snapshots.metricSnapshot(FaultFamily.of(faults));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(out, snapshots.build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new HttpResponse(
                200, Map.of("Content-Type", PrometheusTextFormatWriter.CONTENT_TYPE), out.toByteArray());
    }

    private GaugeSnapshot share(String name, String help, ToDoubleFunction<Share> value) {
        GaugeSnapshot.Builder snapshot = GaugeSnapshot.builder().name(name).help(help);
        for (Share share : memory.get()) {
            snapshot.dataPoint(GaugeDataPointSnapshot.builder()
                    .labels(Labels.of("share", share.name()))
                    .value(value.applyAsDouble(share))
                    .build());
        }
        return snapshot.build();
    }

    private static CounterSnapshot refusals(List<LiveStream> all, String metric, String name) {
        return counter(all, name, metric + ": puts and deliveries that KMS refused", stream -> stream.kmsRefusals()
                .getOrDefault(metric, 0L));
    }

    private static CounterSnapshot counted(
            List<LiveStream> all, String name, String help, ToDoubleFunction<LiveStream.Counts> value) {
        return counter(all, name, help, stream -> value.applyAsDouble(stream.counts()));
    }

    private static GaugeSnapshot waiting(
            List<LiveStream> all, String name, String help, ToDoubleFunction<LiveStream.Counts> value) {
        return gauge(all, name, help, stream -> value.applyAsDouble(stream.counts()));
    }

    /** A value of each stream that only rises. */
    static CounterSnapshot counter(List<LiveStream> all, String name, String help, ToDoubleFunction<LiveStream> value) {
        CounterSnapshot.Builder snapshot = CounterSnapshot.builder().name(name).help(help);
        for (LiveStream stream : all) {
            snapshot.dataPoint(CounterDataPointSnapshot.builder()
                    .labels(labels(stream.value()))
                    .value(value.applyAsDouble(stream))
                    .build());
        }
        return snapshot.build();
    }

    /** A value of each stream as it is now. */
    static GaugeSnapshot gauge(List<LiveStream> all, String name, String help, ToDoubleFunction<LiveStream> value) {
        GaugeSnapshot.Builder snapshot = GaugeSnapshot.builder().name(name).help(help);
        for (LiveStream stream : all) {
            snapshot.dataPoint(GaugeDataPointSnapshot.builder()
                    .labels(labels(stream.value()))
                    .value(value.applyAsDouble(stream))
                    .build());
        }
        return snapshot.build();
    }

    private static Labels labels(DeliveryStream stream) {
        return Labels.of(
                "account",
                stream.scope().account().value(),
                "region",
                stream.scope().region().value(),
                "delivery_stream_name",
                stream.name());
    }
}

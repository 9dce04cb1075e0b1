package io.hydrant.admin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import io.hydrant.firehose.stream.DeliveryStream;
import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.firehose.stream.LiveStream;
import io.hydrant.http.HttpResponse;
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

    Metrics(DeliveryStreams streams) {
        this.streams = streams;
    }

    HttpResponse answer() {
        List<LiveStream> all = streams.all();
        MetricSnapshots.Builder snapshots = MetricSnapshots.builder();
        Stream.of(
                        counter(
                                all,
                                "firehose_incoming_records",
                                "IncomingRecords",
                                LiveStream.Counts::incomingRecords),
                        counter(all, "firehose_incoming_bytes", "IncomingBytes", LiveStream.Counts::incomingBytes),
                        counter(
                                all,
                                "firehose_incoming_put_requests",
                                "IncomingPutRequests",
                                LiveStream.Counts::incomingPutRequests),
                        counter(
                                all,
                                "firehose_throttled_records",
                                "ThrottledRecords",
                                LiveStream.Counts::throttledRecords),
                        gauge(all, "firehose_buffered_records", "Records waiting", LiveStream.Counts::bufferedRecords),
                        gauge(all, "firehose_buffered_bytes", "Their bytes", LiveStream.Counts::bufferedBytes))
                .forEach(snapshots::metricSnapshot);
        KMS.forEach((metric, name) -> snapshots.metricSnapshot(refusals(all, metric, name)));
        for (DeliveryKind kind : DeliveryKind.values()) {
            kind.addTo(snapshots, all);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(out, snapshots.build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new HttpResponse(
                200, Map.of("Content-Type", PrometheusTextFormatWriter.CONTENT_TYPE), out.toByteArray());
    }

    private static CounterSnapshot refusals(List<LiveStream> all, String metric, String name) {
        CounterSnapshot.Builder snapshot =
                CounterSnapshot.builder().name(name).help(metric + ": puts and deliveries that KMS refused");
        for (LiveStream stream : all) {
            snapshot.dataPoint(CounterDataPointSnapshot.builder()
                    .labels(labels(stream.value()))
                    .value(stream.kmsRefusals().getOrDefault(metric, 0L))
                    .build());
        }
        return snapshot.build();
    }

    private static CounterSnapshot counter(
            List<LiveStream> all, String name, String help, ToDoubleFunction<LiveStream.Counts> value) {
        CounterSnapshot.Builder snapshot = CounterSnapshot.builder().name(name).help(help);
        for (LiveStream stream : all) {
            snapshot.dataPoint(CounterDataPointSnapshot.builder()
                    .labels(labels(stream.value()))
                    .value(value.applyAsDouble(stream.counts()))
                    .build());
        }
        return snapshot.build();
    }

    private static GaugeSnapshot gauge(
            List<LiveStream> all, String name, String help, ToDoubleFunction<LiveStream.Counts> value) {
        GaugeSnapshot.Builder snapshot = GaugeSnapshot.builder().name(name).help(help);
        for (LiveStream stream : all) {
            snapshot.dataPoint(GaugeDataPointSnapshot.builder()
                    .labels(labels(stream.value()))
                    .value(value.applyAsDouble(stream.counts()))
                    .build());
        }
        return snapshot.build();
    }

    static Labels labels(DeliveryStream stream) {
        return Labels.of(
                "account",
                stream.scope().account().value(),
                "region",
                stream.scope().region().value(),
                "delivery_stream_name",
                stream.name());
    }
}

package io.hydrant.admin;

import java.util.List;

import io.hydrant.delivery.DeliveryTotals;
import io.hydrant.destination.Purpose;
import io.hydrant.firehose.stream.LiveStream;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/**
 * The metrics of processing and partitions, under CloudWatch's names.
 *
 * @param streams those that process records, or have
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-metrics.html">Data transformation and
 *     dynamic partitioning metrics</a>
 */
record ProcessingFamily(List<LiveStream> streams) {
    static ProcessingFamily of(List<LiveStream> all) {
        return new ProcessingFamily(
                all.stream().filter(stream -> totals(stream).attempts() > 0).toList());
    }

    private static DeliveryTotals totals(LiveStream stream) {
        return stream.delivered(Purpose.PROCESSING);
    }

    private static double took(LiveStream stream) {
        return totals(stream).took().toNanos() / 1e9;
    }

    void addTo(MetricSnapshots.Builder snapshots) {
        List<LiveStream> functions =
                streams.stream().filter(LiveStream::asksFunction).toList();
        List<LiveStream> others =
                streams.stream().filter(stream -> !stream.asksFunction()).toList();
        snapshots.metricSnapshot(Metrics.gauge(
                functions,
                "firehose_execute_processing_duration_seconds",
                "ExecuteProcessing.Duration of the newest batch that a function answered",
                ProcessingFamily::took));
        snapshots.metricSnapshot(Metrics.counter(
                functions,
                "firehose_execute_processing_success",
                "ExecuteProcessing.Success: batches that a function answered",
                stream -> totals(stream).successes()));
        snapshots.metricSnapshot(Metrics.counter(
                functions,
                "firehose_execute_processing_attempts",
                "ExecuteProcessing: attempts to have a function process a batch",
                stream -> totals(stream).attempts()));
        snapshots.metricSnapshot(Metrics.counter(
                streams, "firehose_succeed_processing_records", "SucceedProcessing.Records", stream -> totals(stream)
                        .records()));
        snapshots.metricSnapshot(Metrics.counter(
                streams,
                "firehose_succeed_processing_bytes",
                "SucceedProcessing.Bytes, before processing",
                stream -> totals(stream).bytes()));
        snapshots.metricSnapshot(Metrics.gauge(
                others,
                "firehose_jq_processing_duration_seconds",
                "JQProcessing.Duration of the newest batch of a stream without a function",
                ProcessingFamily::took));
        snapshots.metricSnapshot(Metrics.gauge(
                streams, "firehose_partition_count", "PartitionCount: active partitions", stream -> stream.partitions()
                        .size()));
        snapshots.metricSnapshot(Metrics.counter(
                streams,
                "firehose_partition_count_exceeded",
                "PartitionCountExceeded: records that found as many active partitions as there may be",
                LiveStream::refusedByPartitions));
    }
}

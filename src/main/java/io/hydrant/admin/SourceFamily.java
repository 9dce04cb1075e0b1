package io.hydrant.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.hydrant.firehose.stream.LiveStream;
import io.hydrant.source.SourceMetric;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/**
 * The metrics of sources that are read, under CloudWatch's names.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-metrics.html">Kinesis Data Streams
 *     metrics</a>
 */
record SourceFamily(Map<SourceMetric, List<LiveStream>> streams) {
    static SourceFamily of(List<LiveStream> all) {
        Map<SourceMetric, List<LiveStream>> streams = new LinkedHashMap<>();
        all.stream().filter(LiveStream::isReading).forEach(stream -> stream.sourceMetrics()
                .keySet()
                .forEach(metric -> streams.computeIfAbsent(metric, any -> new ArrayList<>())
                        .add(stream)));
        return new SourceFamily(streams);
    }

    void addTo(MetricSnapshots.Builder snapshots) {
        streams.forEach((metric, those) -> snapshots.metricSnapshot(
                metric.rises()
                        ? Metrics.counter(
                                those, metric.name(), metric.cloudWatchName(), stream -> value(stream, metric))
                        : Metrics.gauge(
                                those, metric.name(), metric.cloudWatchName(), stream -> value(stream, metric))));
    }

    private static double value(LiveStream stream, SourceMetric metric) {
        return stream.sourceMetrics().getOrDefault(metric, 0.0);
    }
}

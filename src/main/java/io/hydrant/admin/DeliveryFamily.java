package io.hydrant.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

import io.hydrant.delivery.DeliveryTotals;
import io.hydrant.destination.Purpose;
import io.hydrant.firehose.configuration.DeliveryMetrics;
import io.hydrant.firehose.configuration.DestinationConfiguration;
import io.hydrant.firehose.stream.LiveStream;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/**
 * The delivery metrics of one family, such as {@code DeliveryToS3}. Facts §9.2.
 *
 * @param name what their names begin with
 * @param help what their descriptions begin with
 * @param purpose of the deliveries that are counted
 * @param countsObjects whether objects are counted as well
 * @param acknowledged whether the time until an acknowledgement is told as well
 * @param streams those that have the metrics
 */
record DeliveryFamily(
        String name,
        String help,
        Purpose purpose,
        boolean countsObjects,
        boolean acknowledged,
        List<LiveStream> streams) {
    /** The families of all streams: one for each destination that something is delivered to, the backups, the error outputs. */
    static List<DeliveryFamily> of(List<LiveStream> all) {
        Map<DeliveryMetrics, DestinationConfiguration> examples = new LinkedHashMap<>();
        for (LiveStream stream : all) {
            examples.putIfAbsent(destination(stream).type().metrics(), destination(stream));
        }
        List<DeliveryFamily> families = new ArrayList<>();
        examples.forEach((metrics, example) -> {
            if (example.read().isPresent()) {
                families.add(toDestination(metrics, all));
            }
        });
        families.add(besides("BackupToS3", "BackupToS3", Purpose.BACKUP, all));
        families.add(besides("ErrorOutputToS3", "Error output to S3", Purpose.ERROR_OUTPUT, all));
        return families;
    }

    private static DestinationConfiguration destination(LiveStream stream) {
        return stream.value().destination();
    }

    private static DeliveryFamily toDestination(DeliveryMetrics metrics, List<LiveStream> all) {
        return new DeliveryFamily(
                prometheusName(metrics.family()),
                metrics.family(),
                Purpose.DESTINATION,
                metrics.countsObjects(),
                metrics.acknowledged(),
                matching(all, stream -> destination(stream).type().metrics().equals(metrics)));
    }

    private static DeliveryFamily besides(String family, String help, Purpose purpose, List<LiveStream> all) {
        return new DeliveryFamily(
                prometheusName(family),
                help,
                purpose,
                false,
                false,
                matching(all, stream -> stream.delivered(purpose).attempts() > 0));
    }

    private static List<LiveStream> matching(List<LiveStream> all, Predicate<LiveStream> which) {
        return all.stream().filter(which).toList();
    }

    /** {@code firehose_delivery_to_http_endpoint} for {@code DeliveryToHttpEndpoint}. */
    private static String prometheusName(String family) {
        return "firehose_" + family.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    void addTo(MetricSnapshots.Builder snapshots) {
        snapshots.metricSnapshot(counter("records", ".Records", DeliveryTotals::records));
        snapshots.metricSnapshot(counter("lost_records", ": records that are lost", DeliveryTotals::lost));
        snapshots.metricSnapshot(counter("bytes", ".Bytes", DeliveryTotals::bytes));
        snapshots.metricSnapshot(counter("success", ".Success: deliveries that succeeded", DeliveryTotals::successes));
        snapshots.metricSnapshot(counter("attempts", ": deliveries that were tried", DeliveryTotals::attempts));
        if (countsObjects) {
            snapshots.metricSnapshot(counter("object_count", ".ObjectCount", DeliveryTotals::successes));
        }
        if (acknowledged) {
            snapshots.metricSnapshot(Metrics.gauge(
                    streams,
                    name + "_data_ack_latency_seconds",
                    help + ".DataAckLatency of the newest delivery",
                    stream -> stream.delivered(purpose).took().toMillis() / 1000.0));
        }
        snapshots.metricSnapshot(Metrics.gauge(
                streams,
                name + "_data_freshness_seconds",
                help + ".DataFreshness of the newest delivery",
                stream -> stream.delivered(purpose).age().toMillis() / 1000.0));
    }

    private CounterSnapshot counter(String metric, String what, ToDoubleFunction<DeliveryTotals> value) {
        return Metrics.counter(
                streams, name + "_" + metric, help + what, stream -> value.applyAsDouble(stream.delivered(purpose)));
    }
}

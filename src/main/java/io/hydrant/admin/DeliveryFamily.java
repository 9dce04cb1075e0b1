package io.hydrant.admin;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

import io.hydrant.delivery.DeliveryTotals;
import io.hydrant.destination.Purpose;
import io.hydrant.firehose.configuration.DeliveryMetrics;
import io.hydrant.firehose.configuration.DeliveryMetrics.More;
import io.hydrant.firehose.configuration.DestinationConfiguration;
import io.hydrant.firehose.stream.LiveStream;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/**
 * The delivery metrics of one family, such as {@code DeliveryToS3}. Facts §9.2.
 *
 * @param name what their names begin with
 * @param help what their descriptions begin with
 * @param more what is told beside what all families tell
 * @param streams those that have the metrics, each with the purpose of the deliveries that are counted
 */
record DeliveryFamily(String name, String help, More more, Map<LiveStream, Purpose> streams) {
    private static final String BACKUP = "BackupToS3";
    private static final String ERROR_OUTPUT = "ErrorOutputToS3";

    /** Codes of a cluster that does not know who asks, or does not let it write. */
    private static final Pattern NOT_ALLOWED = Pattern.compile("401|403|.+\\.AccessDenied");

    /** Codes of a cluster that has answered, and refused. */
    private static final Pattern REFUSED = Pattern.compile("[45]\\d\\d|.+\\.AccessDenied");

    /** The families of all streams: one for each destination that something is delivered to, the backups, the error outputs. */
    static Collection<DeliveryFamily> of(List<LiveStream> all) {
        Map<String, DeliveryFamily> families = new LinkedHashMap<>();
        for (LiveStream stream : all) {
            DestinationConfiguration destination = stream.value().destination();
            DeliveryMetrics metrics = destination.type().metrics();
            if (destination.read().isPresent()) {
                family(families, metrics.family(), metrics.more()).put(stream, Purpose.DESTINATION);
            }
        }
        family(families, BACKUP, More.NOTHING);
        family(families, ERROR_OUTPUT, More.NOTHING);
        for (LiveStream stream : all) {
            String backup = stream.value().destination().type().metrics().backup();
            if (stream.delivered(Purpose.BACKUP).attempts() > 0) {
                family(families, backup, backup.equals(BACKUP) ? More.NOTHING : More.OBJECTS)
                        .put(stream, Purpose.BACKUP);
            }
            if (stream.delivered(Purpose.ERROR_OUTPUT).attempts() > 0) {
                family(families, ERROR_OUTPUT, More.NOTHING).put(stream, Purpose.ERROR_OUTPUT);
            }
        }
        return families.values();
    }

    private static Map<LiveStream, Purpose> family(Map<String, DeliveryFamily> families, String family, More more) {
        return families.computeIfAbsent(
                        family, any -> new DeliveryFamily(prometheusName(any), any, more, new LinkedHashMap<>()))
                .streams();
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
        switch (more) {
            case NOTHING -> {}
            case OBJECTS ->
                snapshots.metricSnapshot(counter("object_count", ".ObjectCount", DeliveryTotals::successes));
            case ACKNOWLEDGEMENTS ->
                snapshots.metricSnapshot(gauge(
                        "data_ack_latency_seconds",
                        ".DataAckLatency of the newest delivery",
                        totals -> totals.took().toMillis() / 1000.0));
            case REFUSALS -> {
                snapshots.metricSnapshot(gauge(
                        "auth_failure",
                        ".AuthFailure: 1 if the newest delivery lacked the right to",
                        totals -> isAny(totals, NOT_ALLOWED)));
                snapshots.metricSnapshot(gauge(
                        "delivery_rejected",
                        ".DeliveryRejected: 1 if the cluster refused the newest delivery",
                        totals -> isAny(totals, REFUSED)));
            }
        }
        snapshots.metricSnapshot(gauge(
                "data_freshness_seconds",
                ".DataFreshness of the newest delivery",
                totals -> totals.age().toMillis() / 1000.0));
    }

    private static int isAny(DeliveryTotals totals, Pattern codes) {
        return totals.newestError().filter(codes.asMatchPredicate()).isPresent() ? 1 : 0;
    }

    private CounterSnapshot counter(String metric, String what, ToDoubleFunction<DeliveryTotals> value) {
        return Metrics.counter(List.copyOf(streams.keySet()), name + "_" + metric, help + what, of(value));
    }

    private GaugeSnapshot gauge(String metric, String what, ToDoubleFunction<DeliveryTotals> value) {
        return Metrics.gauge(List.copyOf(streams.keySet()), name + "_" + metric, help + what, of(value));
    }

    private ToDoubleFunction<LiveStream> of(ToDoubleFunction<DeliveryTotals> value) {
        return stream -> value.applyAsDouble(stream.delivered(streams.getOrDefault(stream, Purpose.DESTINATION)));
    }
}

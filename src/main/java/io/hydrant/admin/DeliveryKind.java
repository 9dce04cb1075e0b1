package io.hydrant.admin;

import java.util.List;
import java.util.function.ToDoubleFunction;

import io.hydrant.delivery.DeliveryTotals;
import io.hydrant.destination.Purpose;
import io.hydrant.firehose.configuration.DestinationKind;
import io.hydrant.firehose.stream.LiveStream;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** The delivery metrics of CloudWatch, by their family. Facts §9.2. */
enum DeliveryKind {
    DELIVERY_TO_S3("firehose_delivery_to_s3", "DeliveryToS3", Purpose.DESTINATION),
    DELIVERY_TO_HTTP_ENDPOINT("firehose_delivery_to_http_endpoint", "DeliveryToHttpEndpoint", Purpose.DESTINATION),
    BACKUP_TO_S3("firehose_backup_to_s3", "BackupToS3", Purpose.BACKUP),
    ERROR_OUTPUT_TO_S3("firehose_error_output_to_s3", "Error output to S3", Purpose.ERROR_OUTPUT);

    private final String name;
    private final String help;
    private final Purpose purpose;

    DeliveryKind(String name, String help, Purpose purpose) {
        this.name = name;
        this.help = help;
        this.purpose = purpose;
    }

    private boolean isOf(LiveStream stream) {
        DestinationKind kind = stream.value().destination().kind();
        return switch (this) {
            case DELIVERY_TO_S3 -> kind.isBucketOnly();
            case DELIVERY_TO_HTTP_ENDPOINT -> kind == DestinationKind.HTTP_ENDPOINT;
            case BACKUP_TO_S3, ERROR_OUTPUT_TO_S3 -> stream.delivered(purpose).attempts() > 0;
        };
    }

    void addTo(MetricSnapshots.Builder snapshots, List<LiveStream> all) {
        List<LiveStream> mine = all.stream().filter(this::isOf).toList();
        snapshots.metricSnapshot(counter(mine, "records", ".Records", DeliveryTotals::records));
        snapshots.metricSnapshot(counter(mine, "lost_records", ": records that are lost", DeliveryTotals::lost));
        snapshots.metricSnapshot(counter(mine, "bytes", ".Bytes", DeliveryTotals::bytes));
        snapshots.metricSnapshot(
                counter(mine, "success", ".Success: deliveries that succeeded", DeliveryTotals::successes));
        snapshots.metricSnapshot(counter(mine, "attempts", ": deliveries that were tried", DeliveryTotals::attempts));
        if (this == DELIVERY_TO_S3) {
            snapshots.metricSnapshot(counter(mine, "object_count", ".ObjectCount", DeliveryTotals::successes));
        }
        snapshots.metricSnapshot(Metrics.gauge(
                mine,
                name + "_data_freshness_seconds",
                help + ".DataFreshness of the newest delivery",
                stream -> stream.delivered(purpose).age().toMillis() / 1000.0));
    }

    private CounterSnapshot counter(
            List<LiveStream> mine, String metric, String what, ToDoubleFunction<DeliveryTotals> value) {
        return Metrics.counter(
                mine, name + "_" + metric, help + what, stream -> value.applyAsDouble(stream.delivered(purpose)));
    }
}

package io.hydrant.processing.lambda;

import java.util.Optional;

import io.hydrant.destination.JsonText;
import io.hydrant.processing.ProcessedRecord;
import io.hydrant.record.RecordOrigin;
import io.hydrant.record.SourceName;

/**
 * What an event says of the source of its records. That numbers in {@code kinesisRecordMetadata} and {@code mskRecordMetadata} are
 * texts, but for the times, is a guess after the types of Lambda's event libraries.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html">Transform source data</a>
 */
record EventSource(Optional<SourceName> source) {
    private static final int SIZE_OF_ORIGIN = 256;

    /** The member before {@code deliveryStreamArn}, with the comma behind it; empty for records that are put. */
    String ofEvent() {
        return source.map(name -> switch (name.kind()) {
                            case KINESIS -> "\"sourceKinesisStreamArn\":";
                            case KAFKA -> "\"sourceMSKArn\":";
                        }
                        + JsonText.quoted(name.arn())
                        + ',')
                .orElse("");
    }

    /** The name of the member that holds a record's bytes. */
    String dataMember() {
        return source.filter(name -> name.kind() == SourceName.Kind.KAFKA)
                .map(kafka -> "value")
                .orElse("data");
    }

    /** The member behind {@code approximateArrivalTimestamp}, with the comma before it; empty if it is not known. */
    static String ofRecord(ProcessedRecord.Source record) {
        return record.origin().map(EventSource::metadata).orElse("");
    }

    /** At most how many bytes {@link #ofRecord} takes; a character of JSON takes six at most. */
    static int sizeOf(ProcessedRecord.Source record) {
        return record.origin()
                .map(origin -> origin instanceof RecordOrigin.Kinesis kinesis
                        ? SIZE_OF_ORIGIN
                                + kinesis.sequenceNumber().length()
                                + 6 * kinesis.partitionKey().length()
                        : SIZE_OF_ORIGIN)
                .orElse(0);
    }

    /** When a record came to its source. */
    static long arrivalMillis(ProcessedRecord.Source record) {
        return record.origin().map(EventSource::arrival).orElse(record.arrival().toEpochMilli());
    }

    private static long arrival(RecordOrigin origin) {
        return origin instanceof RecordOrigin.Kinesis kinesis
                ? kinesis.arrival().toEpochMilli()
                : ((RecordOrigin.Kafka) origin).timestamp().toEpochMilli();
    }

    private static String metadata(RecordOrigin origin) {
        if (origin instanceof RecordOrigin.Kinesis kinesis) {
            return ",\"kinesisRecordMetadata\":{\"sequenceNumber\":" + JsonText.quoted(kinesis.sequenceNumber())
                    + ",\"subsequenceNumber\":\"" + kinesis.subsequenceNumber()
                    + "\",\"partitionKey\":" + JsonText.quoted(kinesis.partitionKey())
                    + ",\"shardId\":" + JsonText.quoted(kinesis.shardId())
                    + ",\"approximateArrivalTimestamp\":" + arrival(kinesis) + '}';
        }
        RecordOrigin.Kafka kafka = (RecordOrigin.Kafka) origin;
        return ",\"mskRecordMetadata\":{\"offset\":\"" + kafka.offset()
                + "\",\"partitionId\":\"" + kafka.partition()
                + "\",\"approximateArrivalTimestamp\":" + arrival(kafka) + '}';
    }
}

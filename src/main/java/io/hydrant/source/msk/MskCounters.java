package io.hydrant.source.msk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import io.hydrant.source.SourceMetric;

/**
 * What a reader counts, under CloudWatch's names. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-metrics.html">Amazon MSK metrics</a>
 */
final class MskCounters {
    private static final SourceMetric BYTES =
            new SourceMetric("DataReadFromSource.Bytes", "firehose_data_read_from_source_bytes", true);
    private static final SourceMetric RECORDS =
            new SourceMetric("DataReadFromSource.Records", "firehose_data_read_from_source_records", true);
    private static final SourceMetric BACKPRESSURED =
            new SourceMetric("DataReadFromSource.Backpressured", "firehose_data_read_from_source_backpressured", true);
    private static final SourceMetric LAG = new SourceMetric("KafkaOffsetLag", "firehose_kafka_offset_lag", false);
    private static final SourceMetric INVALID =
            new SourceMetric("FailedValidation.Records", "firehose_failed_validation_records", true);

    private final LongAdder bytes = new LongAdder();
    private final LongAdder records = new LongAdder();
    private final LongAdder backpressured = new LongAdder();
    private final LongAdder invalid = new LongAdder();
    private volatile long lag;

    /** Records have been read and appended. */
    void read(long howMany, long theirBytes) {
        records.add(howMany);
        bytes.add(theirBytes);
    }

    /** Reading has waited because the buffers were full. */
    void backpressured() {
        backpressured.increment();
    }

    /** A record without a value was ignored: a choice, AWS does not say. */
    void ignored() {
        invalid.increment();
    }

    /** How far the partition that is furthest behind is behind its end. */
    void lag(long offsets) {
        lag = offsets;
    }

    /** How many records were read. */
    long records() {
        return records.sum();
    }

    Map<SourceMetric, Double> values() {
        Map<SourceMetric, Double> values = new LinkedHashMap<>();
        values.put(BYTES, bytes.doubleValue());
        values.put(RECORDS, records.doubleValue());
        values.put(BACKPRESSURED, backpressured.doubleValue());
        values.put(INVALID, invalid.doubleValue());
        values.put(LAG, (double) lag);
        return values;
    }
}

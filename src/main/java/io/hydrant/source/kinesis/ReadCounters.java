package io.hydrant.source.kinesis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import io.hydrant.source.SourceMetric;

/**
 * What a reader counts, under CloudWatch's names. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-metrics.html">Kinesis Data Streams
 *     metrics</a>
 */
final class ReadCounters {
    private static final SourceMetric BYTES =
            new SourceMetric("DataReadFromKinesisStream.Bytes", "firehose_data_read_from_kinesis_stream_bytes", true);
    private static final SourceMetric RECORDS = new SourceMetric(
            "DataReadFromKinesisStream.Records", "firehose_data_read_from_kinesis_stream_records", true);
    private static final SourceMetric BEHIND =
            new SourceMetric("KinesisMillisBehindLatest", "firehose_kinesis_millis_behind_latest", false);

    private final LongAdder bytes = new LongAdder();
    private final LongAdder records = new LongAdder();
    private final Map<Call, LongAdder> throttled = Map.of(
            Call.GET_RECORDS, new LongAdder(),
            Call.GET_SHARD_ITERATOR, new LongAdder(),
            Call.DESCRIBE_STREAM, new LongAdder());
    private volatile long behindMillis;

    /** The calls that Kinesis may refuse for their rate. */
    enum Call {
        GET_RECORDS("ThrottledGetRecords", "firehose_throttled_get_records"),
        GET_SHARD_ITERATOR("ThrottledGetShardIterator", "firehose_throttled_get_shard_iterator"),
        DESCRIBE_STREAM("ThrottledDescribeStream", "firehose_throttled_describe_stream");

        private final SourceMetric metric;

        Call(String cloudWatchName, String name) {
            this.metric = new SourceMetric(cloudWatchName, name, true);
        }
    }

    /** Records have been read and appended. */
    void read(long howMany, long theirBytes) {
        records.add(howMany);
        bytes.add(theirBytes);
    }

    /** How far the shard that is furthest behind is behind its newest record. */
    void behind(long millis) {
        behindMillis = millis;
    }

    /** Kinesis has refused a call for its rate. */
    void throttled(Call call) {
        throttled.getOrDefault(call, records).increment();
    }

    Map<SourceMetric, Double> values() {
        Map<SourceMetric, Double> values = new LinkedHashMap<>();
        values.put(BYTES, bytes.doubleValue());
        values.put(RECORDS, records.doubleValue());
        values.put(BEHIND, (double) behindMillis);
        throttled.forEach((call, count) -> values.put(call.metric, count.doubleValue()));
        return values;
    }
}

package io.hydrant;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.hydrant.RestartedServer.End;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamType;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescription;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

import static org.assertj.core.api.Assertions.assertThat;

/** The embedded Kinesis in a data folder. */
class DurableKinesisIT {
    private final RestartedServer server;

    DurableKinesisIT(@TempDir Path folders) {
        server = new RestartedServer(folders);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private KinesisClient kinesis() {
        return server.client(KinesisClient.builder());
    }

    private List<String> put(String... texts) {
        List<PutRecordsRequestEntry> entries = new ArrayList<>();
        for (String text : texts) {
            entries.add(PutRecordsRequestEntry.builder()
                    .partitionKey(text)
                    .data(SdkBytes.fromUtf8String(text + "\n"))
                    .build());
        }
        return kinesis().putRecords(r -> r.streamName("clicks").records(entries)).records().stream()
                .map(each -> each.sequenceNumber())
                .toList();
    }

    private List<Record> all() {
        KinesisClient kinesis = kinesis();
        List<Record> all = new ArrayList<>();
        for (Shard shard : kinesis.listShards(r -> r.streamName("clicks")).shards()) {
            String iterator = kinesis.getShardIterator(r -> r.streamName("clicks")
                            .shardId(shard.shardId())
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                    .shardIterator();
            all.addAll(kinesis.getRecords(r -> r.shardIterator(iterator)).records());
        }
        return all;
    }

    private StreamDescription described() {
        return kinesis().describeStream(r -> r.streamName("clicks")).streamDescription();
    }

    @ParameterizedTest
    @EnumSource
    void streamsAndRecordsAreThereAfterAStart(End end) {
        server.start();
        KinesisClient before = kinesis();
        before.createStream(r -> r.streamName("clicks").shardCount(2).tags(Map.of("team", "blue")));
        before.increaseStreamRetentionPeriod(r -> r.streamName("clicks").retentionPeriodHours(48));
        put("a", "b", "c", "d");
        before.splitShard(
                r -> r.streamName("clicks").shardToSplit("shardId-000000000000").newStartingHashKey("1000"));
        put("e", "f", "g");
        before.putRecord(r -> r.streamName("clicks").partitionKey("h").data(SdkBytes.fromUtf8String("h\n")));
        String description = described().toString();
        List<Record> records = all();
        assertThat(records).hasSize(8);

        server.restart(end);

        assertThat(described()).hasToString(description);
        assertThat(kinesis().listTagsForStream(r -> r.streamName("clicks")).tags())
                .hasSize(1);
        assertThat(all()).isEqualTo(records);
        put("i");
        assertThat(all()).hasSize(9).containsAll(records);
    }

    @ParameterizedTest
    @EnumSource
    void aDeliveryStreamReadsEachRecordOnce(End end) {
        server.start();
        server.client(S3Client.builder()).createBucket(r -> r.bucket("bucket"));
        kinesis().createStream(r -> r.streamName("clicks").shardCount(1));
        server.client(FirehoseClient.builder()).createDeliveryStream(r -> r.deliveryStreamName("orders")
                .deliveryStreamType(DeliveryStreamType.KINESIS_STREAM_AS_SOURCE)
                .kinesisStreamSourceConfiguration(
                        c -> c.kinesisStreamARN("arn:aws:kinesis:us-east-1:000000000000:stream/clicks")
                                .roleARN("arn:aws:iam::000000000000:role/delivery"))
                .extendedS3DestinationConfiguration(
                        c -> c.bucketARN("arn:aws:s3:::bucket").roleARN("arn:aws:iam::000000000000:role/delivery")));
        server.control().flush("orders");
        put("one", "two");
        server.control().flush("orders");
        assertThat(delivered()).containsExactlyInAnyOrder("one", "two");
        server.control().freeze(true);
        put("three");

        server.restart(end);

        put("four");
        server.control().flush("orders");
        assertThat(delivered()).containsExactlyInAnyOrder("one", "two", "three", "four");
    }

    private List<String> delivered() {
        S3Client s3 = server.client(S3Client.builder());
        List<String> lines = new ArrayList<>();
        for (S3Object object : s3.listObjectsV2(r -> r.bucket("bucket")).contents()) {
            lines.addAll(s3.getObjectAsBytes(r -> r.bucket("bucket").key(object.key()))
                    .asUtf8String()
                    .lines()
                    .toList());
        }
        return lines;
    }

    @ParameterizedTest
    @EnumSource
    void sequenceNumbersGoOnWhenAllRecordsHaveExpired(End end) {
        server.start();
        server.control().freeze(true);
        kinesis().createStream(r -> r.streamName("clicks").shardCount(1));
        put("a");
        BigInteger last = new BigInteger(put("b").get(0));
        server.control().advance(Duration.ofHours(30));
        assertThat(all()).isEmpty();

        server.restart(end);

        assertThat(all()).isEmpty();
        assertThat(new BigInteger(put("c").get(0))).isGreaterThan(last);
        assertThat(all()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasDeletedStaysAway(End end) {
        server.start();
        kinesis().createStream(r -> r.streamName("clicks").shardCount(1));
        put("a");
        kinesis().deleteStream(r -> r.streamName("clicks"));
        kinesis().createStream(r -> r.streamName("clicks").shardCount(1));
        kinesis().createStream(r -> r.streamName("other").shardCount(1));
        put("b");
        List<Record> records = all();

        server.restart(end);

        assertThat(all()).isEqualTo(records).hasSize(1);
        server.control().reset();
        server.restart(end);
        assertThat(kinesis().listStreams().streamNames()).isEmpty();
    }
}

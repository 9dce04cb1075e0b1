package io.hydrant.it;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.hydrant.Hydrant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

import static io.hydrant.it.KinesisBench.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** What the settings make of the embedded Kinesis. */
class KinesisSettingsIT {
    private static final String FIRST = "shardId-000000000000";

    @Test
    void aStreamIsMadeChangedAndDeletedForAsLongAsTheSettingsSay() {
        try (Hydrant hydrant =
                        Hydrant.start(Map.of("HYDRANT_CREATE_DURATION", "20s", "HYDRANT_DELETE_DURATION", "10s"));
                KinesisClient kinesis = KinesisBench.client(hydrant, ClientsOf.DEFAULT_ACCOUNT)) {
            hydrant.control().freeze(true);
            KinesisBench bench = new KinesisBench(hydrant, kinesis);
            bench.stream("s", 1);

            assertThat(status(kinesis)).isEqualTo("CREATING");
            assertThat(kinesis.describeStream(describe -> describe.streamName("s"))
                            .streamDescription()
                            .shards())
                    .isEmpty();
            assertThat(refusal(() -> bench.put("s", "k", "early")))
                    .isEqualTo("ResourceNotFoundException: Stream s under account 000000000000 not found.");
            hydrant.control().advance(Duration.ofSeconds(20));
            assertThat(status(kinesis)).isEqualTo("ACTIVE");
            bench.put("s", "k", "one");

            kinesis.updateShardCount(
                    update -> update.streamName("s").targetShardCount(2).scalingType(ScalingType.UNIFORM_SCALING));
            assertThat(status(kinesis)).isEqualTo("UPDATING");
            assertThat(refusal(() -> kinesis.splitShard(
                            split -> split.streamName("s").shardToSplit(FIRST).newStartingHashKey("100"))))
                    .isEqualTo(
                            "ResourceInUseException: Stream s under account 000000000000 not ACTIVE, instead in state"
                                    + " UPDATING");
            bench.put("s", "k", "two");
            assertThat(bench.shards("s")).hasSize(1);
            hydrant.control().advance(Duration.ofSeconds(20));
            assertThat(status(kinesis)).isEqualTo("ACTIVE");
            bench.put("s", "k", "three");
            assertThat(bench.allTexts("s")).containsExactly("one", "two", "three");

            kinesis.deleteStream(delete -> delete.streamName("s"));
            assertThat(status(kinesis)).isEqualTo("DELETING");
            hydrant.control().advance(Duration.ofSeconds(10));
            assertThat(refusal(() -> status(kinesis))).startsWith("ResourceNotFoundException: ");
        }
    }

    private static String status(KinesisClient kinesis) {
        return kinesis.describeStreamSummary(describe -> describe.streamName("s"))
                .streamDescriptionSummary()
                .streamStatusAsString();
    }

    @Test
    void aShardTakesAndGivesNoMoreThanOnAwsWhenLimitsAreStrict() {
        try (Hydrant hydrant = Hydrant.start(Map.of("HYDRANT_LIMITS", "strict"));
                KinesisClient kinesis = KinesisBench.client(hydrant, ClientsOf.DEFAULT_ACCOUNT)) {
            hydrant.control().freeze(true);
            KinesisBench bench = new KinesisBench(hydrant, kinesis);
            bench.stream("s", 1);
            SdkBytes half = SdkBytes.fromByteArray(new byte[500 << 10]);
            PutRecordsRequestEntry entry = PutRecordsRequestEntry.builder()
                    .partitionKey("k")
                    .data(half)
                    .build();

            PutRecordsResponse answer =
                    kinesis.putRecords(put -> put.streamName("s").records(entry, entry, entry));

            assertThat(answer.failedRecordCount()).isEqualTo(1);
            assertThat(answer.records())
                    .extracting(PutRecordsResultEntry::errorCode)
                    .containsExactly(null, null, "ProvisionedThroughputExceededException");
            assertThat(answer.records().get(2).errorMessage())
                    .isEqualTo("Rate exceeded for shard shardId-000000000000 in stream s under account 000000000000.");
            assertThat(answer.records().get(2).sequenceNumber()).isNull();
            hydrant.control().advance(Duration.ofSeconds(1));
            kinesis.putRecord(put -> put.streamName("s").partitionKey("k").data(half));

            String iterator = bench.iterator("s", FIRST, ShardIteratorType.LATEST);
            for (int i = 0; i < 5; i++) {
                bench.read(iterator);
            }
            try (KinesisClient once = KinesisBench.withoutRetries(hydrant)) {
                assertThat(refusal(() -> once.getRecords(get -> get.shardIterator(iterator))))
                        .startsWith("ProvisionedThroughputExceededException: Rate exceeded for shard ");
            }
            hydrant.control().advance(Duration.ofSeconds(1));
            assertThat(bench.read(iterator).records()).isEmpty();
        }
    }

    @Test
    void anotherKinesisLeavesNoneInside() throws IOException {
        try (Hydrant hydrant = Hydrant.start(Map.of("HYDRANT_KINESIS_ENDPOINT", "http://localhost:1"));
                KinesisClient kinesis = KinesisBench.client(hydrant, ClientsOf.DEFAULT_ACCOUNT)) {
            assertThat(hydrant.control().health()).contains("\"kinesis\":\"remote\"");
            assertThat(new KinesisBench(hydrant, kinesis)
                            .json("ListStreams", "{}")
                            .body())
                    .isEqualTo("{\"__type\":\"UnknownOperationException\"}");
        }
        try (Hydrant hydrant = Hydrant.start()) {
            assertThat(hydrant.control().health()).contains("\"kinesis\":\"available\"");
        }
    }

    @Test
    void recordsCountInTheBuffersOfHydrant() {
        try (Hydrant hydrant = Hydrant.start(Map.of("HYDRANT_BUFFER_BYTES", "2MiB"));
                KinesisClient kinesis = KinesisBench.withoutRetries(hydrant)) {
            hydrant.control().freeze(true);
            KinesisBench bench = new KinesisBench(hydrant, kinesis);
            bench.stream("s", 1);
            SdkBytes most = SdkBytes.fromByteArray(new byte[1000 << 10]);
            kinesis.putRecord(put -> put.streamName("s").partitionKey("k").data(most));

            assertThat(refusal(() -> kinesis.putRecord(
                            put -> put.streamName("s").partitionKey("k").data(most))))
                    .isEqualTo("ProvisionedThroughputExceededException: Rate exceeded for shard shardId-000000000000 in"
                            + " stream s under account 000000000000.");
            hydrant.control().advance(Duration.ofHours(24));
            kinesis.putRecord(put -> put.streamName("s").partitionKey("k").data(most));
            kinesis.deleteStream(delete -> delete.streamName("s"));
            bench.stream("t", 1);
            kinesis.putRecord(put -> put.streamName("t").partitionKey("k").data(most));
            hydrant.control().reset();
            bench.stream("u", 1);
            List<PutRecordsRequestEntry> both = List.of(
                    PutRecordsRequestEntry.builder()
                            .partitionKey("k")
                            .data(most)
                            .build(),
                    PutRecordsRequestEntry.builder()
                            .partitionKey("k")
                            .data(most)
                            .build());
            assertThat(kinesis.putRecords(put -> put.streamName("u").records(both))
                            .failedRecordCount())
                    .isEqualTo(1);
        }
    }
}

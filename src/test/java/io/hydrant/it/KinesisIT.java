package io.hydrant.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.MetricsName;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.kinesis.model.Tag;

import static io.hydrant.it.KinesisBench.refusal;
import static io.hydrant.it.KinesisBench.texts;
import static org.assertj.core.api.Assertions.assertThat;

/** The embedded Kinesis, by the Java client, which speaks CBOR. */
class KinesisIT {
    private static final String FIRST = "shardId-000000000000";
    private static final String ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/";
    private static final String MIDDLE = "170141183460469231731687303715884105728";

    @RegisterExtension
    static final RunningHydrant running = new RunningHydrant();

    private final KinesisClient kinesis = KinesisBench.client(running.hydrant(), ClientsOf.DEFAULT_ACCOUNT);
    private final KinesisBench bench = new KinesisBench(running.hydrant(), kinesis);

    @BeforeEach
    void standStill() {
        running.hydrant().control().freeze(true);
    }

    @AfterEach
    void forget() {
        kinesis.close();
        running.hydrant().control().reset();
    }

    @Test
    void aRecordIsReadAsItWasPut() {
        bench.stream("s", 1);
        byte[] data = {0, 1, (byte) 0xff, 'a'};
        Instant before = bench.clock();

        String number = kinesis.putRecord(
                        put -> put.streamName("s").partitionKey("ключ").data(SdkBytes.fromByteArray(data)))
                .sequenceNumber();
        GetRecordsResponse read = bench.read(bench.iterator("s", FIRST, ShardIteratorType.TRIM_HORIZON));

        assertThat(number).matches("49\\d{54}");
        assertThat(read.millisBehindLatest()).isZero();
        assertThat(read.hasChildShards()).isFalse();
        assertThat(read.records()).singleElement().satisfies(record -> {
            assertThat(record.sequenceNumber()).isEqualTo(number);
            assertThat(record.partitionKey()).isEqualTo("ключ");
            assertThat(record.data().asByteArray()).isEqualTo(data);
            assertThat(record.approximateArrivalTimestamp()).isEqualTo(before);
            assertThat(record.encryptionType()).isNull();
        });
        assertThat(bench.read(read.nextShardIterator()).records()).isEmpty();
    }

    @Test
    void aNewStreamIsDescribedInFull() {
        kinesis.createStream(create ->
                create.streamName("s").shardCount(3).tags(Map.of("team", "a")).maxRecordSizeInKiB(2048));

        StreamDescriptionSummary summary = kinesis.describeStreamSummary(describe -> describe.streamARN(ARN + "s"))
                .streamDescriptionSummary();

        assertThat(summary.streamName()).isEqualTo("s");
        assertThat(summary.streamARN()).isEqualTo(ARN + "s");
        assertThat(summary.streamStatus()).isEqualTo(StreamStatus.ACTIVE);
        assertThat(summary.openShardCount()).isEqualTo(3);
        assertThat(summary.retentionPeriodHours()).isEqualTo(24);
        assertThat(summary.encryptionType()).isEqualTo(EncryptionType.NONE);
        assertThat(summary.keyId()).isNull();
        assertThat(summary.streamModeDetails().streamMode()).isEqualTo(StreamMode.PROVISIONED);
        assertThat(summary.maxRecordSizeInKiB()).isEqualTo(2048);
        assertThat(summary.consumerCount()).isZero();
        assertThat(summary.streamCreationTimestamp()).isEqualTo(bench.clock());
        assertThat(summary.enhancedMonitoring())
                .singleElement()
                .satisfies(metrics -> assertThat(metrics.shardLevelMetrics()).isEmpty());
        assertThat(kinesis.waiter()
                        .waitUntilStreamExists(describe -> describe.streamName("s"))
                        .matched()
                        .response())
                .isPresent();
    }

    @Test
    void shardsDivideTheHashSpace() {
        bench.stream("s", 3);

        assertThat(bench.shards("s"))
                .extracting(shard -> shard.hashKeyRange().startingHashKey()
                        + '-'
                        + shard.hashKeyRange().endingHashKey())
                .containsExactly(
                        "0-113427455640312821154458202477256070484",
                        "113427455640312821154458202477256070485-226854911280625642308916404954512140969",
                        "226854911280625642308916404954512140970-340282366920938463463374607431768211455");
    }

    @Test
    void recordsGoWhereTheirHashSays() {
        bench.stream("s", 2);

        assertThat(List.of(
                        "0",
                        MIDDLE,
                        "170141183460469231731687303715884105727",
                        "340282366920938463463374607431768211455"))
                .extracting(hash -> kinesis.putRecord(put -> put.streamName("s")
                                .partitionKey("same")
                                .explicitHashKey(hash)
                                .data(SdkBytes.fromUtf8String("x")))
                        .shardId())
                .containsExactly(FIRST, "shardId-000000000001", FIRST, "shardId-000000000001");
        // the MD5 of "a" begins with 0c, that of "b" with 92
        assertThat(kinesis.putRecord(
                                put -> put.streamName("s").partitionKey("a").data(SdkBytes.fromUtf8String("x")))
                        .shardId())
                .isEqualTo(FIRST);
        assertThat(kinesis.putRecord(
                                put -> put.streamName("s").partitionKey("b").data(SdkBytes.fromUtf8String("x")))
                        .shardId())
                .isEqualTo("shardId-000000000001");
    }

    @Test
    void iteratorsBeginWhereTheyAreToldTo() {
        bench.stream("s", 1);
        String one = bench.put("s", "k", "one");
        running.hydrant().control().advance(Duration.ofSeconds(2));
        String two = bench.put("s", "k", "two");
        Instant second = bench.clock();
        String latest = bench.iterator("s", FIRST, ShardIteratorType.LATEST);
        bench.put("s", "k", "three");

        assertThat(two).isGreaterThan(one);
        assertThat(texts(bench.read(latest))).containsExactly("three");
        assertThat(bench.texts("s", FIRST)).containsExactly("one", "two", "three");
        assertThat(texts(bench.read(bench.iterator(
                        from(ShardIteratorType.AT_SEQUENCE_NUMBER).startingSequenceNumber(two)))))
                .containsExactly("two", "three");
        assertThat(texts(bench.read(bench.iterator(
                        from(ShardIteratorType.AFTER_SEQUENCE_NUMBER).startingSequenceNumber(one)))))
                .containsExactly("two", "three");
        assertThat(texts(bench.read(
                        bench.iterator(from(ShardIteratorType.AT_TIMESTAMP).timestamp(second)))))
                .containsExactly("two", "three");
        assertThat(texts(bench.read(
                        bench.iterator(from(ShardIteratorType.AT_TIMESTAMP).timestamp(second.minusSeconds(1000))))))
                .containsExactly("one", "two", "three");
    }

    private static GetShardIteratorRequest.Builder from(ShardIteratorType type) {
        return GetShardIteratorRequest.builder().streamName("s").shardId(FIRST).shardIteratorType(type);
    }

    @Test
    void readsTellHowFarTheyAreBehind() {
        bench.stream("s", 1);
        for (String text : List.of("one", "two", "three")) {
            bench.put("s", "k", text);
            running.hydrant().control().advance(Duration.ofSeconds(1));
        }
        String start = bench.iterator("s", FIRST, ShardIteratorType.TRIM_HORIZON);

        GetRecordsResponse first =
                kinesis.getRecords(get -> get.shardIterator(start).limit(1));
        GetRecordsResponse second = bench.read(first.nextShardIterator());

        assertThat(texts(first)).containsExactly("one");
        assertThat(first.millisBehindLatest()).isEqualTo(3000);
        assertThat(texts(second)).containsExactly("two", "three");
        assertThat(second.millisBehindLatest()).isZero();
    }

    @Test
    void anIteratorLivesForFiveMinutes() {
        bench.stream("s", 1);
        String iterator = bench.iterator("s", FIRST, ShardIteratorType.LATEST);

        running.hydrant().control().advance(Duration.ofMinutes(5));
        assertThat(bench.read(iterator).records()).isEmpty();
        running.hydrant().control().advance(Duration.ofMillis(1));

        assertThat(refusal(() -> bench.read(iterator)))
                .matches("ExpiredIteratorException: Iterator expired\\. The iterator was created at time .* UTC \\d{4}"
                        + " while right now it is .* UTC \\d{4} which is further in the future than the tolerated delay"
                        + " of 300000 milliseconds\\.");
    }

    @Test
    void recordsExpireWithTheRetention() {
        bench.stream("s", 1);
        kinesis.increaseStreamRetentionPeriod(longer -> longer.streamName("s").retentionPeriodHours(48));
        bench.put("s", "k", "old");
        running.hydrant().control().advance(Duration.ofHours(47));
        bench.put("s", "k", "new");

        assertThat(bench.texts("s", FIRST)).containsExactly("old", "new");
        running.hydrant().control().advance(Duration.ofHours(1));
        assertThat(bench.texts("s", FIRST)).containsExactly("new");
        kinesis.decreaseStreamRetentionPeriod(shorter -> shorter.streamName("s").retentionPeriodHours(24));
        running.hydrant().control().advance(Duration.ofHours(23));
        assertThat(bench.texts("s", FIRST)).isEmpty();
    }

    @Test
    void aSplitShardEndsAndNamesItsChildren() {
        bench.stream("s", 1);
        bench.put("s", "b", "before");
        kinesis.splitShard(split -> split.streamName("s").shardToSplit(FIRST).newStartingHashKey(MIDDLE));
        bench.put("s", "b", "after");

        GetRecordsResponse end = bench.read(bench.iterator("s", FIRST, ShardIteratorType.TRIM_HORIZON));

        assertThat(texts(end)).containsExactly("before");
        assertThat(end.nextShardIterator()).isNull();
        assertThat(end.childShards())
                .extracting(ChildShard::shardId)
                .containsExactly("shardId-000000000001", "shardId-000000000002");
        assertThat(end.childShards().get(1).parentShards()).containsExactly(FIRST);
        assertThat(end.childShards().get(1).hashKeyRange().startingHashKey()).isEqualTo(MIDDLE);
        assertThat(bench.texts("s", "shardId-000000000001")).isEmpty();
        assertThat(bench.texts("s", "shardId-000000000002")).containsExactly("after");
        assertThat(bench.shards("s")).satisfies(shards -> {
            assertThat(shards.get(0).sequenceNumberRange().endingSequenceNumber())
                    .matches("49\\d{54}");
            assertThat(shards.get(1).parentShardId()).isEqualTo(FIRST);
            assertThat(shards.get(1).sequenceNumberRange().startingSequenceNumber())
                    .isGreaterThan(shards.get(0).sequenceNumberRange().endingSequenceNumber());
        });
    }

    @Test
    void mergedShardsHaveOneChild() {
        bench.stream("s", 2);
        bench.put("s", "a", "one");
        bench.put("s", "b", "two");
        kinesis.mergeShards(
                merge -> merge.streamName("s").shardToMerge(FIRST).adjacentShardToMerge("shardId-000000000001"));
        bench.put("s", "a", "three");
        bench.put("s", "b", "four");

        assertThat(bench.allTexts("s")).containsExactly("one", "two", "three", "four");
        Shard merged = bench.shards("s").get(2);
        assertThat(merged.parentShardId()).isEqualTo(FIRST);
        assertThat(merged.adjacentParentShardId()).isEqualTo("shardId-000000000001");
        assertThat(merged.hashKeyRange().endingHashKey()).isEqualTo("340282366920938463463374607431768211455");
    }

    @Test
    void aShardIsSplitOnceHoweverManyAsk() throws InterruptedException {
        bench.stream("s", 1);
        List<Callable<RawHttp.Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String start = Integer.toString(1000 + i);
            calls.add(() -> bench.json(
                    "SplitShard",
                    "{\"StreamName\":\"s\",\"ShardToSplit\":\"0\",\"NewStartingHashKey\":\"" + start + "\"}"));
        }
        ExecutorService callers = Executors.newFixedThreadPool(4);
        List<Future<RawHttp.Answer>> answers = callers.invokeAll(calls);
        callers.shutdown();

        assertThat(answers).hasSize(8);
        assertThat(bench.shards("s")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"2, 4", "4, 2", "3, 5", "5, 3", "1, 2", "7, 4"})
    void aStreamGetsAnotherCountOfShards(int from, int to) {
        bench.stream("s", from);

        kinesis.updateShardCount(
                update -> update.streamName("s").targetShardCount(to).scalingType(ScalingType.UNIFORM_SCALING));

        List<Shard> open = kinesis.listShards(
                        list -> list.streamName("s").shardFilter(filter -> filter.type(ShardFilterType.AT_LATEST)))
                .shards();
        bench.stream("fresh", to);
        assertThat(open.stream().map(Shard::hashKeyRange).toList())
                .containsExactlyInAnyOrderElementsOf(
                        bench.shards("fresh").stream().map(Shard::hashKeyRange).toList());
        assertThat(open).allSatisfy(shard -> assertThat(shard.parentShardId()).isNotNull());
    }

    @Test
    void shardsAreListedPageByPageAndByFilter() {
        bench.stream("s", 5);
        running.hydrant().control().advance(Duration.ofHours(1));
        Instant before = bench.clock();
        running.hydrant().control().advance(Duration.ofHours(1));
        kinesis.mergeShards(
                merge -> merge.streamName("s").shardToMerge(FIRST).adjacentShardToMerge("shardId-000000000001"));

        List<String> seen = new ArrayList<>();
        ListShardsResponse page =
                kinesis.listShards(list -> list.streamName("s").maxResults(4));
        while (page.nextToken() != null) {
            page.shards().forEach(shard -> seen.add(shard.shardId()));
            String token = page.nextToken();
            page = kinesis.listShards(list -> list.nextToken(token).maxResults(4));
        }
        page.shards().forEach(shard -> seen.add(shard.shardId()));

        assertThat(seen).hasSize(6).isSorted().doesNotHaveDuplicates();
        assertThat(filtered(ShardFilterType.AT_LATEST, null, null)).isEqualTo("2345");
        assertThat(filtered(ShardFilterType.AT_TRIM_HORIZON, null, null)).isEqualTo("01234");
        assertThat(filtered(ShardFilterType.FROM_TRIM_HORIZON, null, null)).isEqualTo("012345");
        assertThat(filtered(ShardFilterType.AT_TIMESTAMP, null, before)).isEqualTo("01234");
        assertThat(filtered(ShardFilterType.FROM_TIMESTAMP, null, before)).isEqualTo("012345");
        assertThat(filtered(ShardFilterType.FROM_TIMESTAMP, null, before.plusSeconds(4000)))
                .isEqualTo("2345");
        assertThat(filtered(ShardFilterType.AFTER_SHARD_ID, "shardId-000000000003", null))
                .isEqualTo("45");
        running.hydrant().control().advance(Duration.ofHours(24));
        assertThat(filtered(ShardFilterType.FROM_TRIM_HORIZON, null, null)).isEqualTo("2345");
    }

    private String filtered(ShardFilterType type, String after, Instant time) {
        StringBuilder numbers = new StringBuilder();
        kinesis.listShards(list -> list.streamName("s")
                        .shardFilter(filter -> filter.type(type).shardId(after).timestamp(time)))
                .shards()
                .forEach(shard -> numbers.append(shard.shardId().charAt(19)));
        return numbers.toString();
    }

    @Test
    void aBatchKeepsTheOrderWithinAShard() {
        bench.stream("s", 1);
        List<PutRecordsRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            entries.add(PutRecordsRequestEntry.builder()
                    .partitionKey("k" + i)
                    .data(SdkBytes.fromUtf8String("record " + i))
                    .build());
        }

        PutRecordsResponse answer =
                kinesis.putRecords(put -> put.streamARN(ARN + "s").records(entries));

        assertThat(answer.failedRecordCount()).isZero();
        assertThat(answer.records())
                .hasSize(500)
                .extracting(PutRecordsResultEntry::sequenceNumber)
                .isSorted();
        assertThat(bench.texts("s", FIRST))
                .isEqualTo(
                        entries.stream().map(each -> each.data().asUtf8String()).toList());
    }

    @Test
    void recordsUpToTheBoundOfTheStreamAreTaken() {
        kinesis.createStream(create -> create.streamName("s").shardCount(1).maxRecordSizeInKiB(1024));
        byte[] small = new byte[1 << 20];
        byte[] large = new byte[10 << 20];
        large[large.length - 1] = 7;

        kinesis.putRecord(put -> put.streamName("s").partitionKey("k").data(SdkBytes.fromByteArray(small)));
        assertThat(refusal(() -> kinesis.putRecord(put -> put.streamName("s")
                        .partitionKey("k")
                        .data(SdkBytes.fromByteArray(new byte[small.length + 1])))))
                .isEqualTo("ValidationException: 1 validation error detected: Value at 'data' failed to satisfy"
                        + " constraint: Member must have length less than or equal to 1048576");
        kinesis.updateMaxRecordSize(update -> update.streamARN(ARN + "s").maxRecordSizeInKiB(10240));
        kinesis.putRecord(put -> put.streamName("s").partitionKey("k").data(SdkBytes.fromByteArray(large)));

        GetRecordsResponse first = bench.read(bench.iterator("s", FIRST, ShardIteratorType.TRIM_HORIZON));
        assertThat(first.records()).hasSize(1);
        assertThat(bench.read(first.nextShardIterator()).records())
                .extracting(Record::data)
                .containsExactly(SdkBytes.fromByteArray(large));
    }

    @Test
    void recordsOfAnEncryptedStreamNeedItsKey() {
        bench.stream("s", 1);
        bench.put("s", "k", "plain");
        String key = running.clients().kms.createKey().keyMetadata().keyId();
        kinesis.startStreamEncryption(start ->
                start.streamName("s").encryptionType(EncryptionType.KMS).keyId(key));
        assertThat(kinesis.putRecord(
                                put -> put.streamName("s").partitionKey("k").data(SdkBytes.fromUtf8String("sealed")))
                        .encryptionType())
                .isEqualTo(EncryptionType.KMS);
        assertThat(bench.read(bench.iterator("s", FIRST, ShardIteratorType.TRIM_HORIZON))
                        .records())
                .extracting(Record::encryptionType)
                .containsExactly(null, EncryptionType.KMS);

        running.clients().kms.disableKey(disable -> disable.keyId(key));
        String arn = "arn:aws:kms:us-east-1:000000000000:key/" + key;
        assertThat(refusal(() -> bench.put("s", "k", "refused")))
                .isEqualTo("KMSDisabledException: " + arn + " is disabled.");
        assertThat(refusal(() -> bench.texts("s", FIRST))).startsWith("KMSDisabledException: ");
        running.clients().kms.scheduleKeyDeletion(delete -> delete.keyId(key));
        assertThat(refusal(() -> bench.put("s", "k", "refused")))
                .isEqualTo("KMSInvalidStateException: " + arn + " is pending deletion.");
        running.clients().kms.cancelKeyDeletion(cancel -> cancel.keyId(key));
        running.clients().kms.enableKey(enable -> enable.keyId(key));
        assertThat(bench.texts("s", FIRST)).containsExactly("plain", "sealed");

        kinesis.stopStreamEncryption(
                stop -> stop.streamName("s").encryptionType(EncryptionType.KMS).keyId(key));
        bench.put("s", "k", "plain again");
        assertThat(bench.read(bench.iterator("s", FIRST, ShardIteratorType.TRIM_HORIZON))
                        .records())
                .extracting(Record::encryptionType)
                .containsExactly(null, EncryptionType.KMS, null);
        assertThat(refusal(() -> kinesis.startStreamEncryption(start ->
                        start.streamName("s").encryptionType(EncryptionType.KMS).keyId("alias/none"))))
                .startsWith("KMSNotFoundException: ");
    }

    @Test
    void theKeyOfTheServiceEncryptsToo() {
        bench.stream("s", 1);
        kinesis.startStreamEncryption(start ->
                start.streamName("s").encryptionType(EncryptionType.KMS).keyId("alias/aws/kinesis"));

        bench.put("s", "k", "sealed");

        assertThat(bench.texts("s", FIRST)).containsExactly("sealed");
        assertThat(kinesis.describeStream(describe -> describe.streamName("s"))
                        .streamDescription()
                        .keyId())
                .isEqualTo("alias/aws/kinesis");
    }

    @Test
    void tagsAreOneWhicheverOperationAsks() {
        bench.stream("s", 1);
        kinesis.addTagsToStream(add -> add.streamName("s").tags(Map.of("a", "1", "b", "2")));
        kinesis.tagResource(tag -> tag.resourceARN(ARN + "s").tags(Map.of("c", "3", "a", "4")));
        kinesis.removeTagsFromStream(remove -> remove.streamName("s").tagKeys("b", "none"));

        Tag a = Tag.builder().key("a").value("4").build();
        Tag c = Tag.builder().key("c").value("3").build();
        assertThat(kinesis.listTagsForStream(list -> list.streamName("s")).tags())
                .containsExactly(a, c);
        assertThat(kinesis.listTagsForStream(list -> list.streamName("s").limit(1)))
                .satisfies(page -> {
                    assertThat(page.tags()).containsExactly(a);
                    assertThat(page.hasMoreTags()).isTrue();
                });
        kinesis.untagResource(untag -> untag.resourceARN(ARN + "s").tagKeys("a"));
        assertThat(kinesis.listTagsForResource(list -> list.resourceARN(ARN + "s"))
                        .tags())
                .containsExactly(c);

        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            many.put("k" + i, "v");
        }
        assertThat(refusal(
                        () -> kinesis.addTagsToStream(add -> add.streamName("s").tags(many))))
                .isEqualTo("InvalidArgumentException: Failed to add tags to stream s under account 000000000000 because"
                        + " a given stream cannot have more than 50 tags associated with it.");
        assertThat(refusal(
                        () -> kinesis.addTagsToStream(add -> add.streamName("s").tags(Map.of("a*", "")))))
                .isEqualTo("InvalidArgumentException: Some tags contain invalid characters. Valid characters: Unicode"
                        + " letters, digits, white space, _ . / = + - % @.");
        assertThat(refusal(() -> kinesis.removeTagsFromStream(
                        remove -> remove.streamName("s").tagKeys("50%"))))
                .startsWith("InvalidArgumentException: Failed to remove tags from stream s under account 000000000000"
                        + " because some tags contained illegal characters.");
    }

    @Test
    void consumersAreRegisteredAndForgotten() {
        bench.stream("s", 1);
        String consumer = kinesis.registerStreamConsumer(register ->
                        register.streamARN(ARN + "s").consumerName("c").tags(Map.of("a", "1")))
                .consumer()
                .consumerARN();

        assertThat(consumer).matches(ARN + "s/consumer/c:\\d{10}");
        assertThat(kinesis.describeStreamConsumer(describe -> describe.consumerARN(consumer))
                        .consumerDescription()
                        .streamARN())
                .isEqualTo(ARN + "s");
        assertThat(kinesis.listStreamConsumers(list -> list.streamARN(ARN + "s"))
                        .consumers())
                .singleElement()
                .satisfies(each -> assertThat(each.consumerStatusAsString()).isEqualTo("ACTIVE"));
        assertThat(kinesis.listTagsForResource(list -> list.resourceARN(consumer))
                        .tags())
                .hasSize(1);
        assertThat(refusal(() -> kinesis.registerStreamConsumer(
                        again -> again.streamARN(ARN + "s").consumerName("c"))))
                .startsWith("ResourceInUseException: ");
        assertThat(refusal(() -> kinesis.deleteStream(delete -> delete.streamName("s"))))
                .startsWith("ResourceInUseException: ");
        kinesis.deregisterStreamConsumer(forget -> forget.streamARN(ARN + "s").consumerName("c"));
        assertThat(refusal(() -> kinesis.describeStreamConsumer(describe -> describe.consumerARN(consumer))))
                .startsWith("ResourceNotFoundException: ");
        kinesis.deleteStream(delete -> delete.streamName("s"));
    }

    @Test
    void settingsOfAStreamChange() {
        bench.stream("s", 1);

        assertThat(kinesis.enableEnhancedMonitoring(
                                enable -> enable.streamName("s").shardLevelMetrics(MetricsName.ALL))
                        .desiredShardLevelMetrics())
                .hasSize(7);
        assertThat(kinesis.disableEnhancedMonitoring(disable -> disable.streamName("s")
                                .shardLevelMetrics(MetricsName.INCOMING_BYTES, MetricsName.OUTGOING_BYTES))
                        .desiredShardLevelMetrics())
                .hasSize(5);
        kinesis.updateStreamMode(update ->
                update.streamARN(ARN + "s").streamModeDetails(details -> details.streamMode(StreamMode.ON_DEMAND)));
        assertThat(refusal(() -> kinesis.updateShardCount(
                        update -> update.streamName("s").targetShardCount(2).scalingType(ScalingType.UNIFORM_SCALING))))
                .startsWith("ValidationException: ");
        assertThat(kinesis.updateStreamWarmThroughput(
                                warm -> warm.streamName("s").warmThroughputMiBps(100))
                        .warmThroughput()
                        .targetMiBps())
                .isEqualTo(100);
        assertThat(kinesis.describeLimits()).satisfies(limits -> {
            assertThat(limits.shardLimit()).isEqualTo(10_000);
            assertThat(limits.openShardCount()).isEqualTo(1);
            assertThat(limits.onDemandStreamCount()).isEqualTo(1);
            assertThat(limits.onDemandStreamCountLimit()).isEqualTo(1000);
        });
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
                + "\"Action\":\"kinesis:PutRecord\",\"Resource\":\"*\"}]}";
        kinesis.putResourcePolicy(put -> put.resourceARN(ARN + "s").policy(policy));
        assertThat(kinesis.getResourcePolicy(get -> get.resourceARN(ARN + "s")).policy())
                .isEqualTo(policy);
        kinesis.deleteResourcePolicy(delete -> delete.resourceARN(ARN + "s"));
        assertThat(refusal(() -> kinesis.getResourcePolicy(get -> get.resourceARN(ARN + "s"))))
                .startsWith("ResourceNotFoundException: ");
        assertThat(kinesis.describeAccountSettings(describe -> {})
                        .minimumThroughputBillingCommitment()
                        .statusAsString())
                .isEqualTo("DISABLED");
    }

    @Test
    void anOnDemandStreamHasFourShards() {
        kinesis.createStream(create ->
                create.streamName("s").streamModeDetails(details -> details.streamMode(StreamMode.ON_DEMAND)));

        assertThat(bench.shards("s")).hasSize(4);
    }

    @Test
    void streamsAreListedByName() {
        for (String name : List.of("b", "a", "c")) {
            bench.stream(name, 1);
        }

        assertThat(kinesis.listStreams().streamNames()).containsExactly("a", "b", "c");
        assertThat(kinesis.listStreamsPaginator(list -> list.limit(2)).streamNames())
                .containsExactly("a", "b", "c");
        assertThat(kinesis.listStreams(list -> list.exclusiveStartStreamName("a"))
                        .streamSummaries())
                .extracting(summary -> summary.streamARN())
                .containsExactly(ARN + "b", ARN + "c");
    }

    @Test
    void anotherAccountSeesNothingOfIt() {
        bench.stream("s", 1);
        bench.put("s", "k", "mine");
        try (KinesisClient other = KinesisBench.client(running.hydrant(), "111111111111")) {
            assertThat(other.listStreams().streamNames()).isEmpty();
            assertThat(refusal(() -> other.describeStream(describe -> describe.streamName("s"))))
                    .isEqualTo("ResourceNotFoundException: Stream s under account 111111111111 not found.");
            new KinesisBench(running.hydrant(), other).stream("s", 1);
        }
        running.hydrant().control().reset("111111111111");
        assertThat(bench.texts("s", FIRST)).containsExactly("mine");
        running.hydrant().control().reset(ClientsOf.DEFAULT_ACCOUNT);
        assertThat(kinesis.listStreams().streamNames()).isEmpty();
    }

    @Test
    void aStreamThatIsMadeAnewHasNothingOfTheOldOne() {
        bench.stream("s", 1);
        bench.put("s", "k", "old");
        String iterator = bench.iterator("s", FIRST, ShardIteratorType.TRIM_HORIZON);
        kinesis.deleteStream(delete -> delete.streamName("s"));
        assertThat(refusal(() -> bench.read(iterator)))
                .isEqualTo("ResourceNotFoundException: Stream s under account 000000000000 not found.");
        running.hydrant().control().advance(Duration.ofSeconds(1));
        bench.stream("s", 1);

        assertThat(refusal(() -> bench.read(iterator))).startsWith("ResourceNotFoundException: ");
        assertThat(bench.texts("s", FIRST)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ShardIteratorType.class)
    void anIteratorOfNoStreamIsRefused(ShardIteratorType type) {
        if (type != ShardIteratorType.UNKNOWN_TO_SDK_VERSION) {
            assertThat(refusal(() -> bench.iterator("nope", FIRST, type)))
                    .isEqualTo("ResourceNotFoundException: Shard shardId-000000000000 in stream nope under account"
                            + " 000000000000 does not exist");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            CreateStream | {"StreamName":"s","ShardCount":1} | ResourceInUseException | Stream s under account 000000000000 already exists.
            CreateStream | {"StreamName":"t"} | ValidationException | 1 validation error detected: Value null at 'shardCount' failed to satisfy constraint: Member must not be null
            CreateStream | {"ShardCount":1} | ValidationException | 1 validation error detected: Value null at 'streamName' failed to satisfy constraint: Member must not be null
            CreateStream | {"StreamName":"t","ShardCount":0} | ValidationException | 1 validation error detected: Value '0' at 'shardCount' failed to satisfy constraint: Member must have value greater than or equal to 1
            CreateStream | {"StreamName":"a b","ShardCount":1} | ValidationException | 1 validation error detected: Value 'a b' at 'streamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+
            CreateStream | {"StreamName":"t","ShardCount":1,"StreamModeDetails":{"StreamMode":"ON_DEMAND"}} | ValidationException | ShardCount cannot be specified for a stream in the capacity mode ON_DEMAND.
            CreateStream | {"StreamName":"t","ShardCount":20000} | LimitExceededException | This request would exceed the shard limit for the account 000000000000 in us-east-1. Current shard count for the account: 2. Limit: 10000. Number of additional shards that would have resulted from this request: 20000. Refer to the AWS Service Limits page (http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) for current limits and how to request higher limits.
            DescribeStream | {} | InvalidArgumentException | Either StreamName or StreamARN should be provided.
            DescribeStream | {"StreamName":"nope"} | ResourceNotFoundException | Stream nope under account 000000000000 not found.
            DescribeStream | {"StreamARN":"arn:aws:kinesis:eu-west-1:000000000000:stream/s"} | ResourceNotFoundException | Stream s under account 000000000000 not found.
            DeleteStream | {"StreamName":"nope"} | ResourceNotFoundException | Stream nope under account 000000000000 not found.
            ListShards | {} | InvalidArgumentException | Either NextToken or StreamName should be provided.
            ListShards | {"StreamName":"s","NextToken":"x"} | InvalidArgumentException | NextToken and StreamName cannot be provided together.
            ListShards | {"NextToken":"x"} | InvalidArgumentException | NextToken is invalid.
            ListShards | {"NextToken":"PT2562047788015215H"} | InvalidArgumentException | NextToken is invalid.
            PutRecord | {"StreamName":"nope","PartitionKey":"k","Data":""} | ResourceNotFoundException | Stream nope under account 000000000000 not found.
            PutRecord | {"StreamName":"s","Data":""} | ValidationException | 1 validation error detected: Value null at 'partitionKey' failed to satisfy constraint: Member must not be null
            PutRecord | {"StreamName":"s","PartitionKey":"k","Data":"","ExplicitHashKey":"340282366920938463463374607431768211456"} | InvalidArgumentException | Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was 340282366920938463463374607431768211456
            PutRecord | {"StreamName":"s","PartitionKey":"k","Data":"","SequenceNumberForOrdering":"12"} | InvalidArgumentException | ExclusiveMinimumSequenceNumber 12 used in PutRecord on stream s under account 000000000000 is invalid.
            PutRecords | {"StreamName":"s","Records":[]} | ValidationException | 1 validation error detected: Value '[]' at 'records' failed to satisfy constraint: Member must have length greater than or equal to 1
            PutRecords | {"StreamName":"s","Records":[{"Data":""}]} | ValidationException | 1 validation error detected: Value null at 'records.1.member.partitionKey' failed to satisfy constraint: Member must not be null
            GetShardIterator | {"StreamName":"s","ShardId":"shardId-000000000099","ShardIteratorType":"LATEST"} | ResourceNotFoundException | Shard shardId-000000000099 in stream s under account 000000000000 does not exist
            GetShardIterator | {"StreamName":"s","ShardId":"x","ShardIteratorType":"LATEST"} | ResourceNotFoundException | Could not find shard x in stream s under account 000000000000.
            GetShardIterator | {"StreamName":"s","ShardId":"shardId-000000000000","ShardIteratorType":"AT_TIMESTAMP"} | InvalidArgumentException | Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. Current request has no timestamp parameter.
            GetShardIterator | {"StreamName":"s","ShardId":"shardId-000000000000","ShardIteratorType":"AT_SEQUENCE_NUMBER"} | InvalidArgumentException | Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. Request specified AT_SEQUENCE_NUMBER and no StartingSequenceNumber.
            GetShardIterator | {"StreamName":"s","ShardId":"shardId-000000000000","ShardIteratorType":"LATEST","StartingSequenceNumber":"1"} | InvalidArgumentException | Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. Request specified LATEST and also a StartingSequenceNumber.
            GetShardIterator | {"StreamName":"s","ShardId":"shardId-000000000000","ShardIteratorType":"AT_SEQUENCE_NUMBER","StartingSequenceNumber":"12"} | InvalidArgumentException | StartingSequenceNumber 12 used in GetShardIterator on shard shardId-000000000000 in stream s under account 000000000000 is invalid.
            GetRecords | {"ShardIterator":"x"} | InvalidArgumentException | Invalid ShardIterator.
            GetRecords | {"ShardIterator":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"} | InvalidArgumentException | Invalid ShardIterator.
            SplitShard | {"StreamName":"s","ShardToSplit":"shardId-000000000000","NewStartingHashKey":"1"} | InvalidArgumentException | NewStartingHashKey 1 used in SplitShard() on shard shardId-000000000000 in stream s under account 000000000000 is not both greater than one plus the shard's StartingHashKey 0 and less than the shard's EndingHashKey 170141183460469231731687303715884105727.
            SplitShard | {"StreamName":"s","ShardToSplit":"shardId-000000000007","NewStartingHashKey":"5"} | ResourceNotFoundException | Could not find shard shardId-000000000007 in stream s under account 000000000000.
            SplitShard | {"StreamName":"nope","ShardToSplit":"2147483648","NewStartingHashKey":"5"} | ResourceNotFoundException | Could not find shard 2147483648 in stream nope under account 000000000000.
            SplitShard | {"StreamName":"s","ShardToSplit":"any-0","NewStartingHashKey":"1"} | InvalidArgumentException | NewStartingHashKey 1 used in SplitShard() on shard shardId-000000000000 in stream s under account 000000000000 is not both greater than one plus the shard's StartingHashKey 0 and less than the shard's EndingHashKey 170141183460469231731687303715884105727.
            MergeShards | {"StreamName":"nope","ShardToMerge":"0","AdjacentShardToMerge":"2.14E4"} | ResourceNotFoundException | Could not find shard 2.14E4 in stream nope under account 000000000000.
            MergeShards | {"StreamName":"s","ShardToMerge":"shardId-000000000000","AdjacentShardToMerge":"shardId-000000000000"} | InvalidArgumentException | Shards shardId-000000000000 and shardId-000000000000 in stream s under account 000000000000 are not an adjacent pair of shards eligible for merging
            MergeShards | {"StreamName":"s","ShardToMerge":"shardId-000000000001","AdjacentShardToMerge":"shardId-000000000000"} | InvalidArgumentException | Shards shardId-000000000001 and shardId-000000000000 in stream s under account 000000000000 are not an adjacent pair of shards eligible for merging
            UpdateShardCount | {"StreamName":"s","TargetShardCount":5,"ScalingType":"UNIFORM_SCALING"} | InvalidArgumentException | UpdateShardCount cannot scale up over double your current open shard count. Current open shard count: 2 Target shard count: 5
            IncreaseStreamRetentionPeriod | {"StreamName":"s","RetentionPeriodHours":23} | InvalidArgumentException | Minimum allowed retention period is 24 hours. Requested retention period (23 hours) is too short.
            IncreaseStreamRetentionPeriod | {"StreamName":"s","RetentionPeriodHours":8761} | InvalidArgumentException | Maximum allowed retention period is 8760 hours. Requested retention period (8761 hours) is too long.
            DecreaseStreamRetentionPeriod | {"StreamName":"s","RetentionPeriodHours":25} | InvalidArgumentException | Requested retention period (25 hours) for stream s can not be longer than existing retention period (24 hours). Use IncreaseRetentionPeriod API.
            SubscribeToShard | {} | UnknownOperationException |
            """)
    void whatIsWrongIsRefused(String operation, String body, String type, String text) throws IOException {
        bench.stream("s", 2);

        RawHttp.Answer answer = bench.json(operation, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"__type\":\"" + type + '"' + (text == null ? "" : ",\"message\":\"" + text + '"') + '}');
    }

    @Test
    void aTimestampOfTheFutureIsRefused() {
        bench.stream("s", 1);
        long now = bench.clock().toEpochMilli();

        assertThat(refusal(() ->
                        bench.iterator(from(ShardIteratorType.AT_TIMESTAMP).timestamp(Instant.ofEpochMilli(now + 1)))))
                .isEqualTo("InvalidArgumentException: The timestampInMillis parameter cannot be greater than the"
                        + " currentTimestampInMillis. timestampInMillis: " + (now + 1) + ", currentTimestampInMillis: "
                        + now);
    }

    @Test
    void sequenceNumbersBelongToTheirShard() {
        bench.stream("s", 2);
        String number = bench.put("s", "b", "in the second shard");

        assertThat(refusal(() -> bench.iterator(
                        from(ShardIteratorType.AT_SEQUENCE_NUMBER).startingSequenceNumber(number))))
                .isEqualTo("InvalidArgumentException: Invalid StartingSequenceNumber. It encodes shardId-000000000001,"
                        + " while it was used in a call to a shard with shardId-000000000000");
    }

    @Test
    void jsonAndCborTellTheSame() throws IOException {
        bench.stream("s", 1);
        assertThat(bench.json("PutRecord", "{\"StreamName\":\"s\",\"PartitionKey\":\"k\",\"Data\":\"aGVsbG8=\"}")
                        .body())
                .matches("\\{\"SequenceNumber\":\"49\\d{54}\",\"ShardId\":\"shardId-000000000000\"}");

        assertThat(bench.texts("s", FIRST)).containsExactly("hello");
        String iterator = bench.iterator("s", FIRST, ShardIteratorType.TRIM_HORIZON);
        assertThat(bench.json("GetRecords", "{\"ShardIterator\":\"" + iterator + "\"}")
                        .body())
                .contains("\"Data\":\"aGVsbG8=\"")
                .containsPattern("\"ApproximateArrivalTimestamp\":\\d{10}(\\.\\d{1,3})?[,}]")
                .contains("\"MillisBehindLatest\":0");
        assertThat(bench.json("CreateStream", "{\"StreamName\":\"t\",\"ShardCount\":1}")
                        .body())
                .isEmpty();
    }

    @Test
    void whatIsNoCborIsRefusedInCbor() throws IOException {
        for (byte[] body :
                new byte[][] {{}, {(byte) 0xbf}, {1}, "{}".getBytes(StandardCharsets.UTF_8), {(byte) 0xff}}) {
            RawHttp.Answer answer = RawHttp.exchange(
                    running.hydrant().endpoint(),
                    "POST / HTTP/1.1\r\nX-Amz-Target: Kinesis_20131202.ListStreams"
                            + "\r\nContent-Type: application/x-amz-cbor-1.1",
                    body);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.head()).contains("Content-Type: application/x-amz-cbor-1.1");
            assertThat(answer.body()).contains("__type").contains("SerializationException");
        }
    }
}

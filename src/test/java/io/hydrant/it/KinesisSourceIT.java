package io.hydrant.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.Hydrant;
import io.hydrant.source.kinesis.Aggregates;
import io.hydrant.support.HttpReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamType;
import software.amazon.awssdk.services.firehose.model.InvalidArgumentException;
import software.amazon.awssdk.services.firehose.model.KinesisStreamSourceDescription;
import software.amazon.awssdk.services.firehose.model.Processor;
import software.amazon.awssdk.services.firehose.model.ProcessorType;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;

import static io.hydrant.it.ProcessingStream.processor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Records on their way from a Kinesis stream to their destination, over the wire. */
class KinesisSourceIT {
    private static final String IN = "arn:aws:kinesis:us-east-1:000000000000:stream/in";
    private static final String ENRICH = "arn:aws:lambda:us-east-1:000000000000:function:enrich";

    private Hydrant hydrant;
    private ClientsOf clients;
    private KinesisClient kinesis;

    @BeforeEach
    void start() {
        hydrant = Hydrant.start();
        hydrant.control().freeze(true);
        clients = ClientsOf.defaults(hydrant);
        kinesis = clients.kinesis();
        kinesis.createStream(r -> r.streamName("in").shardCount(2));
    }

    @AfterEach
    void stop() {
        kinesis.close();
        clients.close();
        hydrant.close();
    }

    private KinesisStream stream(String name) {
        return new KinesisStream(clients, name);
    }

    private PutRecordResponse put(String key, byte[] data) {
        return kinesis.putRecord(r -> r.streamName("in").partitionKey(key).data(SdkBytes.fromByteArray(data)));
    }

    private PutRecordResponse put(String key, String data) {
        return put(key, data.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsPutIsFlushedWithoutTheClock() {
        put("a", "before ");
        KinesisStream orders = stream("orders").create(IN);

        put("a", "one ");
        put("a", "two ");
        hydrant.control().flush("orders");

        assertThat(orders.all()).isEqualTo("one two ");
    }

    @Test
    void whatIsPutIsDeliveredWhenItsBufferIsDue() {
        KinesisStream orders = stream("orders").create(IN);
        KinesisStream others = stream("others").create(IN);

        put("a", "one ");
        hydrant.control().advance(Duration.ofSeconds(10));
        put("a", "two ");
        hydrant.control().advance(Duration.ofSeconds(400));

        assertThat(orders.all()).isEqualTo("one two ");
        assertThat(others.all()).isEqualTo("one two ");
    }

    @Test
    void theDescriptionTellsSinceWhenTheStreamIsRead() {
        stream("orders").create(IN);

        KinesisStreamSourceDescription source = clients.firehose
                .describeDeliveryStream(r -> r.deliveryStreamName("orders"))
                .deliveryStreamDescription()
                .source()
                .kinesisStreamSourceDescription();

        assertThat(source.kinesisStreamARN()).isEqualTo(IN);
        assertThat(source.roleARN()).isEqualTo(ProcessingStream.ROLE);
        assertThat(source.deliveryStartTimestamp().toEpochMilli()).isEqualTo(nowMillis());
    }

    @Test
    void aStreamThatDoesNotExistIsRefusedInTheWordsOfKinesis() {
        assertThatThrownBy(() -> stream("orders").create(IN.replace("/in", "/nope")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Stream nope under account 000000000000 not found.");
        assertThat(clients.firehose.listDeliveryStreams().deliveryStreamNames()).isEmpty();
    }

    @Test
    void aFunctionIsToldWhereEachRecordWasRead() {
        AtomicReference<String> event = new AtomicReference<>();
        hydrant.lambda("enrich", given -> {
            event.set(given);
            return given.replace("\"data\"", "\"result\":\"Ok\",\"data\"");
        });
        Processor lambda = processor(ProcessorType.LAMBDA, "LambdaArn", ENRICH);
        KinesisStream orders = stream("orders").create(IN, lambda);

        PutRecordResponse plain = put("user-7", "one ");
        PutRecordResponse packed = put("any", Aggregates.of("user-8", bytes("two ", "three ")));
        hydrant.control().flush("orders");

        assertThat(orders.all()).contains("one ", "two three ");
        JsonNode told = Workbench.json(event.get());
        assertThat(told.fieldNames())
                .toIterable()
                .containsExactly("invocationId", "sourceKinesisStreamArn", "deliveryStreamArn", "region", "records");
        assertThat(told.get("sourceKinesisStreamArn").asText()).isEqualTo(IN);
        assertThat(told.get("records")).hasSize(3);
        long now = nowMillis();
        for (JsonNode record : told.get("records")) {
            JsonNode metadata = record.get("kinesisRecordMetadata");
            assertThat(metadata.get("approximateArrivalTimestamp").asLong()).isEqualTo(now);
            assertThat(record.get("approximateArrivalTimestamp").asLong()).isEqualTo(now);
            boolean single = metadata.get("partitionKey").asText().equals("user-7");
            PutRecordResponse answered = single ? plain : packed;
            assertThat(metadata.get("partitionKey").asText()).isIn("user-7", "user-8");
            assertThat(metadata.get("sequenceNumber").asText()).isEqualTo(answered.sequenceNumber());
            assertThat(metadata.get("shardId").asText()).isEqualTo(answered.shardId());
        }
        assertThat(told.findValuesAsText("subsequenceNumber")).containsExactlyInAnyOrder("0", "0", "1");
    }

    private long nowMillis() {
        return Instant.parse(
                        Workbench.json(hydrant.control().clock()).get("now").asText())
                .toEpochMilli();
    }

    @Test
    void theErrorOutputOfAnEndpointHasTheNumbersOfTheSource() {
        try (HttpReceiver endpoint = HttpReceiver.start()) {
            endpoint.otherwise(HttpReceiver.status(500));
            KinesisStream orders =
                    stream("orders").createToHttp(IN, endpoint.url("/in").toString());
            PutRecordResponse put = put("a", Aggregates.of("k", bytes("one", "two")));

            hydrant.control().advance(Duration.ofHours(1));

            List<JsonNode> lines = orders.lines("http-endpoint-failed/");
            assertThat(lines)
                    .extracting(line -> line.get("subsequenceNumber").asInt())
                    .containsExactly(0, 1);
            assertThat(lines)
                    .extracting(line -> line.get("dataId").asText())
                    .containsExactly(put.sequenceNumber() + ".0", put.sequenceNumber() + ".1");
        }
    }

    @Test
    void aDestinationThatWasAwayForTwoDaysGetsEverything() {
        KinesisStream orders = stream("orders").createWithoutBucket(IN);
        put("a", "one ");
        hydrant.control().advance(Duration.ofDays(2));

        orders.makeBucket();
        put("a", "two ");
        hydrant.control().advance(Duration.ofHours(3));

        assertThat(orders.all()).isEqualTo("one two ");
    }

    @Test
    void shardsThatAreSplitAndMergedAreReadInOrder() {
        KinesisStream orders = stream("orders").create(IN);
        put("a", "1 ");
        kinesis.updateShardCount(r -> r.streamName("in").targetShardCount(4).scalingType("UNIFORM_SCALING"));
        put("a", "2 ");
        kinesis.updateShardCount(r -> r.streamName("in").targetShardCount(2).scalingType("UNIFORM_SCALING"));
        put("a", "3 ");

        hydrant.control().flush("orders");

        assertThat(orders.all()).isEqualTo("1 2 3 ");
    }

    @Test
    void aDeletedKeyIsToldAndReadingGoesOnWithTheKey() {
        String key = clients.kms.createKey().keyMetadata().arn();
        kinesis.startStreamEncryption(
                r -> r.streamName("in").encryptionType("KMS").keyId(key));
        KinesisStream orders = stream("orders").create(IN);
        hydrant.control().flush("orders"); // ends the first round, which might read the record while the key is there
        put("a", "one ");
        clients.kms.disableKey(r -> r.keyId(key));

        hydrant.control().flush("orders");
        assertThat(hydrant.control().stream("orders")).contains("KMSDisabledException");
        assertThat(hydrant.control().events("orders")).contains("SourceUnreadable");
        clients.kms.enableKey(r -> r.keyId(key));
        hydrant.control().flush("orders");

        assertThat(orders.all()).isEqualTo("one ");
        assertThat(hydrant.control().stream("orders")).doesNotContain("KMSDisabledException");
    }

    @Test
    void theMetricsOfCloudWatchAreCounted() {
        stream("orders").create(IN);
        put("a", "four");
        hydrant.control().flush("orders");

        assertThat(hydrant.control().metrics())
                .contains(
                        "firehose_data_read_from_kinesis_stream_records_total{account=\"000000000000\",delivery_stream_name=\"orders\",region=\"us-east-1\"} 1.0",
                        "firehose_data_read_from_kinesis_stream_bytes_total{account=\"000000000000\",delivery_stream_name=\"orders\",region=\"us-east-1\"} 4.0",
                        "firehose_kinesis_millis_behind_latest{account=\"000000000000\",delivery_stream_name=\"orders\",region=\"us-east-1\"} 0.0",
                        "firehose_incoming_records_total{account=\"000000000000\",delivery_stream_name=\"orders\",region=\"us-east-1\"} 1.0",
                        "firehose_incoming_put_requests_total{account=\"000000000000\",delivery_stream_name=\"orders\",region=\"us-east-1\"} 0.0");
    }

    @Test
    void aStreamThatIsMadeAnewReadsFromThenOn() {
        stream("orders").create(IN);
        put("a", "one ");
        clients.firehose.deleteDeliveryStream(r -> r.deliveryStreamName("orders"));
        put("a", "two ");
        hydrant.control().advance(Duration.ofMinutes(10));

        KinesisStream orders = stream("orders").createWithoutBucket(IN);
        put("a", "three ");
        hydrant.control().flush("orders");

        assertThat(orders.all()).isEqualTo("three ");
    }

    @Test
    void aResetEndsReading() {
        stream("orders").create(IN);
        put("a", "one ");
        hydrant.control().reset();
        hydrant.control().freeze(true);
        assertThat(hydrant.control().clock()).contains("\"pending\":[]");

        kinesis.createStream(r -> r.streamName("in").shardCount(1));
        KinesisStream orders = stream("orders").create(IN);
        put("a", "two ");
        hydrant.control().flush("orders");

        assertThat(orders.all()).isEqualTo("two ");
        assertThat(hydrant.control().events("orders")).doesNotContain("SourceReplaced");
    }

    @Test
    void whatIsInKinesisAtTheStopIsDelivered(@TempDir Path folder) throws IOException {
        try (Hydrant stopped = Hydrant.start(Map.of("HYDRANT_S3_DIR", folder.toString()));
                ClientsOf others = ClientsOf.defaults(stopped);
                KinesisClient into = others.kinesis()) {
            stopped.control().freeze(true);
            into.createStream(r -> r.streamName("in").shardCount(1));
            new KinesisStream(others, "last-words").create(IN);
            into.putRecord(r -> r.streamName("in").partitionKey("a").data(SdkBytes.fromUtf8String("one ")));
            into.putRecord(r -> r.streamName("in").partitionKey("a").data(SdkBytes.fromUtf8String("two ")));
        }

        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("last-words-1-")))
                    .singleElement()
                    .satisfies(file -> assertThat(file).hasContent("one two "));
        }
    }

    @Test
    void strictModeTakesAKinesisSource() {
        try (Hydrant strict = Hydrant.start(Map.of("HYDRANT_STRICT", "true"));
                ClientsOf others = ClientsOf.defaults(strict);
                KinesisClient into = others.kinesis()) {
            into.createStream(r -> r.streamName("in").shardCount(1));
            new KinesisStream(others, "orders").create(IN);

            assertThat(others.firehose
                            .listDeliveryStreams(r -> r.deliveryStreamType(DeliveryStreamType.KINESIS_STREAM_AS_SOURCE))
                            .deliveryStreamNames())
                    .containsExactly("orders");
            assertThat(strict.control().stream("orders")).contains("\"warnings\":[]");
        }
    }

    private static List<byte[]> bytes(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}

package io.hydrant;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.store.StoreException;
import io.hydrant.support.WrittenRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamDescription;
import software.amazon.awssdk.services.firehose.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;

import static io.hydrant.support.WrittenRequest.contentType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Two nodes on one engine: each answers every call as the other does. */
class NodesIT {
    private static TestNodes nodes;
    private static Hydrant leader;
    private static Hydrant follower;

    @BeforeAll
    static void start() {
        nodes = new TestNodes();
        leader = nodes.start();
        follower = nodes.start();
    }

    @AfterAll
    static void stop() {
        if (nodes != null) {
            nodes.close();
        }
    }

    private static FirehoseClient firehose(Hydrant node) {
        return nodes.client(node, FirehoseClient.builder());
    }

    private static DeliveryStreamDescription describe(Hydrant node, String name) {
        return firehose(node)
                .describeDeliveryStream(r -> r.deliveryStreamName(name))
                .deliveryStreamDescription();
    }

    private static void create(Hydrant node, String name) {
        firehose(node).createDeliveryStream(r -> r.deliveryStreamName(name)
                .extendedS3DestinationConfiguration(c -> c.bucketARN("arn:aws:s3:::bucket")
                        .prefix(name + "/")
                        .roleARN("arn:aws:iam::000000000000:role/delivery")));
        node.control().advance(Duration.ofSeconds(5));
    }

    private static void put(Hydrant node, String name, String text) {
        firehose(node)
                .putRecord(r -> r.deliveryStreamName(name).record(d -> d.data(SdkBytes.fromUtf8String(text + "\n"))));
    }

    @Test
    void eitherNodeCreatesDescribesAndPuts() {
        create(leader, "of-leader");
        create(follower, "of-follower");

        for (String name : List.of("of-leader", "of-follower")) {
            assertThat(describe(leader, name)).isEqualTo(describe(follower, name));
            put(leader, name, "a");
            put(follower, name, "b");
            put(leader, name, "c");
            follower.control().flush(name);
            assertThat(follower.control().awaitDelivered(name, 3)).contains("\"records\":3");
            assertThat(nodes.delivered(name + "/")).containsExactly("a", "b", "c");
            assertThat(leader.control().deliveries(name))
                    .isEqualTo(follower.control().deliveries(name));
            assertThat(leader.control().events(name))
                    .isEqualTo(follower.control().events(name));
        }
    }

    @Test
    void bothListTheSameNodes() {
        List<JsonNode> seen = TestNodes.listed(leader);

        assertThat(seen).extracting(each -> each.path("leads").asBoolean()).containsExactly(true, false);
        assertThat(seen)
                .extracting(each ->
                        URI.create("http://" + each.path("address").asText()).getPort())
                .containsExactly(
                        leader.endpoint().getPort(), follower.endpoint().getPort());
        assertThat(TestNodes.listed(follower))
                .extracting(each -> each.path("id").asText())
                .isEqualTo(seen.stream().map(each -> each.path("id").asText()).toList());
    }

    @Test
    void aFollowerAnswersForEachService() throws IOException {
        KmsClient kms = nodes.client(follower, KmsClient.builder());
        String key = kms.createKey().keyMetadata().arn();
        SdkBytes sealed = kms.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromByteArray(new byte[4096])))
                .ciphertextBlob();
        assertThat(nodes.client(leader, KmsClient.builder())
                        .decrypt(r -> r.ciphertextBlob(sealed))
                        .plaintext()
                        .asByteArray())
                .hasSize(4096);
        assertThat(nodes.client(follower, StsClient.builder())
                        .getCallerIdentity()
                        .account())
                .isEqualTo("000000000000");

        // in CBOR
        KinesisClient kinesis = nodes.client(follower, KinesisClient.builder());
        kinesis.createStream(r -> r.streamName("clicks").shardCount(1));
        follower.control().advance(Duration.ofSeconds(5));
        byte[] odd = {0, -1, 127, -128};
        kinesis.putRecord(r -> r.streamName("clicks").partitionKey("k").data(SdkBytes.fromByteArray(odd)));
        String shard =
                kinesis.listShards(r -> r.streamName("clicks")).shards().get(0).shardId();
        String iterator = kinesis.getShardIterator(
                        r -> r.streamName("clicks").shardId(shard).shardIteratorType("TRIM_HORIZON"))
                .shardIterator();
        assertThat(kinesis.getRecords(r -> r.shardIterator(iterator)).records())
                .singleElement()
                .satisfies(each -> assertThat(each.data().asByteArray()).isEqualTo(odd));
        assertThatThrownBy(() -> kinesis.describeStream(r -> r.streamName("none")))
                .isInstanceOf(software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException.class);
        // in JSON
        assertThat(send(follower, "POST /", "Host: x" + contentType("Kinesis_20131202.ListStreams"), "{}"))
                .contains("\"StreamNames\":[\"clicks\"]");
        assertThat(follower.control().metrics()).contains("# TYPE hydrant_");
    }

    @Test
    void theMovedClockIsOne() {
        follower.control().reset();
        follower.control().freeze(true);
        try {
            follower.control().advance(Duration.ofHours(3));

            JsonNode moved = RestartedServer.json(leader.control().clock());
            assertThat(moved.path("now"))
                    .isEqualTo(RestartedServer.json(follower.control().clock()).path("now"));
            assertThat(moved.path("frozen").asBoolean()).isTrue();
            assertThat(Duration.parse(moved.path("offset").asText())).isGreaterThan(Duration.ofHours(2));
        } finally {
            leader.control().freeze(false);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "firehose, ListDeliveryStreams, POST /, Firehose_20150804.ListDeliveryStreams, {}",
        "firehose, PutRecord, POST /, Firehose_20150804.PutRecord, '{\"DeliveryStreamName\":\"none\",\"Record\":{\"Data\":\"YQ==\"}}'",
        "kms, ListKeys, POST /, TrentService.ListKeys, {}",
        "sts, GetCallerIdentity, GET /?Action=GetCallerIdentity&Version=2011-06-15, none, ''"
    })
    void aConnectionThatARuleBreaksOffBreaksOffAtTheFollower(
            String hop, String operation, String request, String target, String body) throws IOException {
        follower.control()
                .faults()
                .add("{\"on\":{\"hop\":\"" + hop + "\",\"operation\":\"" + operation
                        + "\"},\"when\":{\"times\":1},\"then\":{\"connection\":\"close\"}}");
        String headers = "Host: localhost" + contentType(target);

        assertThat(send(follower, request, headers, body)).isEmpty();
        assertThat(send(follower, request, headers, body)).startsWith("HTTP/1.1 ");
        follower.control().faults().clear();
    }

    @Test
    void aResetThroughAFollowerIsOne() {
        create(leader, "gone");
        put(follower, "gone", "x");

        follower.control().reset();

        assertThat(firehose(leader).listDeliveryStreams().deliveryStreamNames()).isEmpty();
        assertThatThrownBy(() -> put(follower, "gone", "x")).isInstanceOf(ResourceNotFoundException.class);
        assertThat(leader.control().clock()).contains("\"offset\":\"PT0S\"");
    }

    /** Each is refused or answered in its own form; the two nodes must not be told apart by it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            REQUEST                          | TARGET                                  | BODY
            POST /                           | Firehose_20150804.ListDeliveryStreams   | {}
            POST /                           | Firehose_20150804.ListDeliveryStreams   | {
            POST /                           | Firehose_20150804.PutRecord             | {}
            POST /                           | Firehose_20150804.PutRecord             | {"DeliveryStreamName":"none","Record":{"Data":"YQ=="}}
            POST /                           | Firehose_20150804.NoSuchOperation       | {}
            POST /                           | TrentService.ListKeys                   | {"Limit":0}
            POST /                           | Kinesis_20131202.PutRecords             | {}
            POST /                           | DynamoDB_20120810.ListTables            | {}
            POST /                           | cbor                                    | {}
            POST /                           | form                                    | Action=GetCallerIdentity&Version=2011-06-15
            POST /                           | form                                    | Action=None&Version=2011-06-15
            GET /?Action=GetCallerIdentity&Version=2011-06-15 | none                   | ''
            OPTIONS /                        | none                                    | ''
            GET /                            | none                                    | ''
            HEAD /                           | none                                    | ''
            GET /some/path?a=b%20c&d         | none                                    | ''
            GET /odd^{path}?q=^<>"{}`         | none                                    | ''
            GET /%zz?%zz                     | none                                    | ''
            OPTIONS *                        | none                                    | ''
            GET //two                        | none                                    | ''
            PUT /bucket/key                  | none                                    | hello
            DELETE /bucket                   | none                                    | ''
            GET /_hydrant/resources?name=a^b | none                                    | ''
            GET /_hydrant/none               | none                                    | ''
            GET /_hydrant/events?stream=none | none                                    | ''
            POST /_hydrant/clock             | none                                    | nonsense
            GET /_hydrant                    | none                                    | ''
            GET /health                      | none                                    | ''
            HEAD /health                     | none                                    | ''
            GET /_localstack/health          | none                                    | ''
            """)
    void theAnswersOfBothNodesAreAlike(String request, String target, String body) throws IOException {
        for (String headers : List.of(
                "Host: localhost:4566",
                "Host: localhost:4566\r\nOrigin: http://localhost:3000\r\nSec-Fetch-Site: same-site",
                "Host: localhost:4566\r\nOrigin: http://localhost:3000\r\nAccess-Control-Request-Method: POST"
                        + "\r\nAccess-Control-Request-Headers: x-amz-target",
                "Host: localhost:4566\r\nOrigin: http://evil.example\r\nSec-Fetch-Site: cross-site",
                "Host: evil.example:4566\r\nOrigin: http://evil.example:4566",
                "Host: localhost:4566\r\nOrigin: null",
                "Host: localhost:4566\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors",
                "Host: localhost:4566\r\nReferer: http://evil.example/page\r\nSec-Fetch-Site: cross-site",
                "Host: evil.example:4566",
                "Host: hydrant-1:4566\r\nOrigin: http://hydrant-1:4566\r\nSec-Fetch-Site: same-origin",
                "Host: localhost\r\nX-Odd: \u00fc\u00e9\r\nX-Amz-Date: none\r\nX-Empty:")) {
            String all = headers + contentType(target);

            assertThat(plain(send(follower, request, all, body)))
                    .as(all)
                    .isEqualTo(plain(send(leader, request, all, body)))
                    .doesNotStartWith("HTTP/1.1 5");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST /, Firehose_20150804.PutRecordBatch, 17",
        "POST /, TrentService.ListKeys, 17",
        "POST /, Kinesis_20131202.PutRecords, 17",
        "POST /, DynamoDB_20120810.ListTables, 17",
        "POST /, cbor, 17",
        "POST /, form, 2",
        "POST /_hydrant/clock, none, 2",
        "PUT /_hydrant/resources, none, 2",
        "POST /health, none, 2",
        "PUT /bucket/key, none, 17"
    })
    void aBodyThatIsTooLongIsRefusedAlike(String request, String target, int mebibytes) throws IOException {
        String headers = "Host: localhost\r\nOrigin: http://localhost:3000" + contentType(target);
        String body = "x".repeat(mebibytes << 20);

        assertThat(plain(send(follower, request, headers, body)))
                .isEqualTo(plain(send(leader, request, headers, body)))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void aNodeAnswersToTheNameThatItGivesToTheOthers() throws IOException {
        String host = "Host: hydrant-3.example.com:4566";
        try (Hydrant third = nodes.start(Map.of("HYDRANT_NODE_ADDRESS", "hydrant-3.example.com:4566"))) {
            assertThat(send(third, "GET /_hydrant/nodes", host, ""))
                    .startsWith("HTTP/1.1 200")
                    .contains("\"hydrant-3.example.com:4566\"");
        }
        assertThat(send(leader, "GET /_hydrant/nodes", host, "")).startsWith("HTTP/1.1 403");
    }

    @Test
    void aFunctionOfOneProcessCannotAnswerForAll() {
        assertThatThrownBy(() -> leader.lambda("enrich", event -> event))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("A function of this process cannot answer for nodes that share a store:"
                        + " name it in HYDRANT_RESOURCES.");
    }

    @Test
    void anEngineOfANewerFormatIsRefused() throws SQLException {
        try (Connection connection = DriverManager.getConnection(nodes.engine());
                Statement statement = connection.createStatement()) {
            statement.execute("update hydrant_number set number = 99 where name = 'format'");
            try {
                assertThatThrownBy(() -> Hydrant.start(nodes.settings()))
                        .isInstanceOf(StoreException.class)
                        .hasMessage("The store has format 99, and this version of Hydrant reads format 1 and older;"
                                + " use the newer Hydrant that wrote it.");
            } finally {
                statement.execute("update hydrant_number set number = 1 where name = 'format'");
            }
        }
    }

    private static String send(Hydrant node, String request, String headers, String body) throws IOException {
        return WrittenRequest.send(node.endpoint(), request, headers, body);
    }

    /** An answer without what differs between any two, and with its headers in one order. */
    private static String plain(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        assertThat(end).as(answer).isPositive();
        List<String> head = answer.substring(0, end).lines().toList();
        String headers = head.stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT)
                        + line.substring(line.indexOf(':')))
                .filter(line -> !line.startsWith("date:"))
                .sorted()
                .collect(Collectors.joining("\n"));
        return Stream.of(head.get(0), headers, answer.substring(end))
                .collect(Collectors.joining("\n"))
                .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "ID")
                .replaceAll("\"uptime\":[^,}]+", "UPTIME");
    }
}

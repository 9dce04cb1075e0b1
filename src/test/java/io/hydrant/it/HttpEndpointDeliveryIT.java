package io.hydrant.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.Hydrant;
import io.hydrant.support.HttpReceiver;
import io.hydrant.support.HttpReceiver.Received;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.model.HttpEndpointCommonAttribute;
import software.amazon.awssdk.services.firehose.model.HttpEndpointDestinationConfiguration;
import software.amazon.awssdk.services.firehose.model.Record;

import static org.assertj.core.api.Assertions.assertThat;

/** From PutRecordBatch to an HTTP endpoint that misbehaves, and what the ledger shows of it. */
class HttpEndpointDeliveryIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration INTERVAL = Duration.ofSeconds(60);

    private static Hydrant hydrant;
    private static ClientsOf clients;

    private final HttpReceiver receiver = HttpReceiver.start();

    @BeforeAll
    static void start() {
        hydrant = Hydrant.start();
        hydrant.control().freeze(true);
        clients = ClientsOf.defaults(hydrant);
    }

    @AfterAll
    static void stop() {
        clients.close();
        hydrant.close();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private void stream(String name, int retrySeconds) {
        clients.firehose.createDeliveryStream(r -> r.deliveryStreamName(name)
                .httpEndpointDestinationConfiguration(HttpEndpointDestinationConfiguration.builder()
                        .endpointConfiguration(
                                e -> e.url(receiver.url("/in?token=hidden").toString())
                                        .accessKey("open-sesame"))
                        .requestConfiguration(c -> c.contentEncoding("GZIP")
                                .commonAttributes(List.of(HttpEndpointCommonAttribute.builder()
                                        .attributeName("team")
                                        .attributeValue("blue")
                                        .build())))
                        .bufferingHints(b -> b.sizeInMBs(1).intervalInSeconds((int) INTERVAL.toSeconds()))
                        .retryOptions(o -> o.durationInSeconds(retrySeconds))
                        .s3Configuration(s -> s.bucketARN("arn:aws:s3:::" + name)
                                .roleARN("arn:aws:iam::" + ClientsOf.DEFAULT_ACCOUNT + ":role/delivery"))
                        .build()));
    }

    private static void put(String stream, String... records) {
        clients.firehose.putRecordBatch(r -> r.deliveryStreamName(stream)
                .records(List.of(records).stream()
                        .map(text -> Record.builder()
                                .data(SdkBytes.fromUtf8String(text))
                                .build())
                        .toList()));
    }

    private static JsonNode deliveries(String stream) throws IOException {
        return JSON.readTree(hydrant.control().deliveries(stream)).get("deliveries");
    }

    private static String column(JsonNode deliveries, String name) {
        return String.join(",", deliveries.findValuesAsText(name));
    }

    @Test
    void recordsArriveOnceTheIntervalIsOver() throws Exception {
        stream("endpoint-good", 300);
        put("endpoint-good", "one", "two");

        hydrant.control().advance(INTERVAL);

        Received request = receiver.next();
        assertThat(request.records()).containsExactly("one", "two");
        assertThat(request.header("X-Amz-Firehose-Access-Key")).isEqualTo("open-sesame");
        assertThat(request.header("X-Amz-Firehose-Common-Attributes"))
                .isEqualTo("{\"commonAttributes\":{\"team\":\"blue\"}}");
        JsonNode ledger = deliveries("endpoint-good");
        assertThat(column(ledger, "outcome")).isEqualTo("DELIVERED");
        assertThat(column(ledger, "url")).isEqualTo("http://localhost:" + receiver.port() + "/in");
        assertThat(column(ledger, "objectBytes")).isEqualTo(String.valueOf(request.body().length));
    }

    @Test
    void failuresAreTriedAgainUnderTheSameRequestIdAndAreInTheLedger() throws Exception {
        receiver.then(
                HttpReceiver.json(503, b -> b.put("errorMessage", "not now, open-sesame")),
                HttpReceiver.json(200, b -> b.put("requestId", "other")),
                HttpReceiver.disconnect());
        stream("endpoint-flaky", 300);
        put("endpoint-flaky", "one");

        hydrant.control().advance(INTERVAL.plusSeconds(60));

        String id = receiver.next().requestId();
        for (int i = 0; i < 3; i++) {
            Received again = receiver.next();
            assertThat(again.requestId()).isEqualTo(id);
            assertThat(again.records()).containsExactly("one");
        }
        JsonNode ledger = deliveries("endpoint-flaky");
        assertThat(column(ledger, "outcome")).isEqualTo("RETRYING,RETRYING,RETRYING,DELIVERED");
        assertThat(column(ledger, "attempt")).isEqualTo("1,2,3,4");
        assertThat(column(ledger, "errorCode"))
                .isEqualTo("HttpEndpoint.DestinationException,HttpEndpoint.InvalidResponseFromDestination,"
                        + "HttpEndpoint.ConnectionReset");
        assertThat(ledger.get(0).get("error").asText()).isEqualTo("The endpoint answered 503: not now, ***");
        assertThat(ledger.toString()).doesNotContain("hidden", "open-sesame");
    }

    @Test
    void recordsAreLostAfter413() throws Exception {
        receiver.then(HttpReceiver.status(413));
        stream("endpoint-too-large", 300);
        put("endpoint-too-large", "one");

        hydrant.control().advance(INTERVAL.plusSeconds(400));

        JsonNode ledger = deliveries("endpoint-too-large");
        assertThat(column(ledger, "outcome")).isEqualTo("DROPPED");
        assertThat(column(ledger, "arrived")).isEqualTo("0");
        assertThat(column(ledger, "lost")).isEqualTo("1");
        assertThat(hydrant.control().metrics())
                .containsPattern("http_endpoint_lost_records_total\\{[^}]*endpoint-too-large[^}]*} 1\\.0");
        receiver.next();
        assertThat(receiver.waiting()).isZero();
    }

    @Test
    void recordsGoToTheErrorOutputWhenTheRetryDurationIsOver() throws Exception {
        receiver.then(HttpReceiver.status(500));
        HttpClient client = HttpClient.newHttpClient();
        URI bucket = hydrant.endpoint().resolve("/endpoint-broken");
        client.send(
                HttpRequest.newBuilder(bucket)
                        .PUT(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        stream("endpoint-broken", 0);
        put("endpoint-broken", "one");

        hydrant.control().advance(INTERVAL);

        JsonNode ledger = deliveries("endpoint-broken");
        assertThat(column(ledger, "outcome")).isEqualTo("GIVEN_UP,DELIVERED");
        assertThat(column(ledger, "purpose")).isEqualTo("DESTINATION,ERROR_OUTPUT");
        String key = ledger.get(1).get("key").asText();
        assertThat(key).startsWith("http-endpoint-failed/");
        JsonNode failed = JSON.readTree(client.send(
                        HttpRequest.newBuilder(URI.create(bucket + "/" + key)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
        assertThat(failed.get("rawData").asText()).isEqualTo("b25l");
        assertThat(failed.get("errorCode").asText()).isEqualTo("HttpEndpoint.DestinationException");
        assertThat(failed.get("errorMessage").asText()).isEqualTo("The endpoint answered 500.");
        assertThat(failed.get("attemptsMade").asInt()).isEqualTo(1);
    }

    @Test
    void aMovedClockEndsARequestThatHangs() throws Exception {
        receiver.then(HttpReceiver.hang());
        stream("endpoint-hanging", 300);
        put("endpoint-hanging", "one");

        hydrant.control().advance(INTERVAL);

        assertThat(hydrant.control().clock()).contains("time out delivery of endpoint-hanging");
        assertThat(deliveries("endpoint-hanging")).isEmpty();

        hydrant.control().advance(Duration.ofMinutes(4));

        JsonNode ledger = deliveries("endpoint-hanging");
        assertThat(column(ledger, "outcome")).isEqualTo("RETRYING,DELIVERED");
        assertThat(column(ledger, "errorCode")).isEqualTo("HttpEndpoint.RequestTimeout");
        assertThat(receiver.wasHungUpOn()).isTrue();
    }

    @Test
    void aResetEndsARequestThatHangs() throws Exception {
        try (Hydrant other = Hydrant.start();
                ClientsOf others = ClientsOf.defaults(other)) {
            receiver.then(HttpReceiver.hang());
            others.firehose.createDeliveryStream(r -> r.deliveryStreamName("endpoint-reset")
                    .httpEndpointDestinationConfiguration(h -> h.endpointConfiguration(
                                    e -> e.url(receiver.url("/").toString()))
                            .bufferingHints(b -> b.sizeInMBs(1).intervalInSeconds(0))
                            .s3Configuration(s -> s.bucketARN("arn:aws:s3:::none")
                                    .roleARN("arn:aws:iam::" + ClientsOf.DEFAULT_ACCOUNT + ":role/delivery"))));
            others.firehose.putRecord(
                    r -> r.deliveryStreamName("endpoint-reset").record(b -> b.data(SdkBytes.fromUtf8String("one"))));
            receiver.next();

            other.control().reset();

            assertThat(receiver.wasHungUpOn()).isTrue();
            other.control().advance(Duration.ofHours(1));
            assertThat(receiver.waiting()).isZero();
        }
    }

    @Test
    void manyEndpointsThatHangHoldUpNobodyElse() throws Exception {
        int hanging = 40;
        try (Hydrant other = Hydrant.start();
                ClientsOf others = ClientsOf.defaults(other)) {
            for (int i = 0; i < hanging; i++) {
                String name = "endpoint-hanging-" + i;
                receiver.then(HttpReceiver.hang());
                others.firehose.createDeliveryStream(r -> r.deliveryStreamName(name)
                        .httpEndpointDestinationConfiguration(h -> h.endpointConfiguration(
                                        e -> e.url(receiver.url("/").toString()))
                                .bufferingHints(b -> b.sizeInMBs(1).intervalInSeconds(0))
                                .s3Configuration(s -> s.bucketARN("arn:aws:s3:::none")
                                        .roleARN("arn:aws:iam::" + ClientsOf.DEFAULT_ACCOUNT + ":role/delivery"))));
                others.firehose.putRecord(
                        r -> r.deliveryStreamName(name).record(b -> b.data(SdkBytes.fromUtf8String("one"))));
            }
            for (int i = 0; i < hanging; i++) {
                receiver.next();
            }
            others.s3.createBucket(b -> b.bucket("beside"));
            others.firehose.createDeliveryStream(r -> r.deliveryStreamName("beside")
                    .extendedS3DestinationConfiguration(s -> s.bucketARN("arn:aws:s3:::beside")
                            .roleARN("arn:aws:iam::" + ClientsOf.DEFAULT_ACCOUNT + ":role/delivery")
                            .bufferingHints(b -> b.sizeInMBs(1).intervalInSeconds(0))));
            others.firehose.putRecord(
                    r -> r.deliveryStreamName("beside").record(b -> b.data(SdkBytes.fromUtf8String("two"))));

            other.control().awaitDelivered("beside", 1);

            other.control().reset();
        }
    }
}

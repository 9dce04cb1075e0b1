package io.hydrant.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.Hydrant;
import io.hydrant.support.HttpReceiver;
import io.hydrant.support.HttpReceiver.Behaviour;
import io.hydrant.support.HttpReceiver.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.model.Record;

import static org.assertj.core.api.Assertions.assertThat;

/** The S3 that {@code HYDRANT_S3_ENDPOINT} names is slow, broken or gone for a while. Each attempt is tried twice at once. */
class BrokenS3IT {
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final Duration A_WHILE = Duration.ofHours(6);

    private final HttpReceiver s3 = HttpReceiver.start();
    private Hydrant hydrant;
    private ClientsOf clients;

    @BeforeEach
    void start() {
        hydrant = Hydrant.start(Map.of("HYDRANT_S3_ENDPOINT", s3.url("").toString()));
        hydrant.control().freeze(true);
        clients = ClientsOf.defaults(hydrant);
    }

    @AfterEach
    void stop() {
        clients.close();
        hydrant.close();
        s3.close();
    }

    private void stream(String name) {
        clients.firehose.createDeliveryStream(r -> r.deliveryStreamName(name)
                .extendedS3DestinationConfiguration(c ->
                        c.roleARN("arn:aws:iam::000000000000:role/delivery").bucketARN("arn:aws:s3:::lake")));
    }

    private String put(String stream, int from, int to) {
        List<String> lines =
                IntStream.range(from, to).mapToObj(i -> "line " + i + "\n").toList();
        int failed = clients.firehose
                .putRecordBatch(r -> r.deliveryStreamName(stream)
                        .records(lines.stream()
                                .map(line -> Record.builder()
                                        .data(SdkBytes.fromUtf8String(line))
                                        .build())
                                .toList()))
                .failedPutCount();
        assertThat(failed).isZero();
        return lines.stream().collect(Collectors.joining());
    }

    private List<JsonNode> ledger(String stream) {
        List<JsonNode> deliveries = new ArrayList<>();
        Workbench.json(hydrant.control().deliveries(stream)).path("deliveries").forEach(deliveries::add);
        return deliveries;
    }

    private static List<String> all(List<JsonNode> ledger, String field) {
        return ledger.stream().map(each -> each.path(field).asText()).toList();
    }

    private static Behaviour refusal(int status, String code) {
        return (request, receiver, peer) -> {
            String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code
                    + "</Code><Message>Told by the test.</Message><RequestId>R</RequestId></Error>";
            peer.getOutputStream()
                    .write(("HTTP/1.1 " + status + " Told\r\nContent-Type: application/xml\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
        };
    }

    /** Takes the object once {@code gate} is open. */
    private static Behaviour slow(CountDownLatch gate) {
        return (request, receiver, peer) -> {
            try {
                assertThat(gate.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            HttpReceiver.status(200).answer(request, receiver, peer);
        };
    }

    @Test
    void everyAttemptIsInTheLedgerAndTheRecordsArriveOnceItWorks() throws InterruptedException {
        s3.then(
                refusal(500, "InternalError"),
                refusal(500, "InternalError"),
                refusal(503, "SlowDown"),
                refusal(503, "SlowDown"),
                HttpReceiver.disconnect(),
                HttpReceiver.disconnect(),
                refusal(403, "AccessDenied"),
                HttpReceiver.status(200));
        stream("orders");
        String lines = put("orders", 0, 300);

        hydrant.control().advance(INTERVAL);

        assertThat(all(ledger("orders"), "outcome")).containsExactly("RETRYING");
        assertThat(Workbench.json(hydrant.control().stream("orders")).toString())
                .contains("300");

        hydrant.control().advance(A_WHILE);

        List<JsonNode> attempts = ledger("orders");
        assertThat(all(attempts, "outcome"))
                .containsExactly("RETRYING", "RETRYING", "RETRYING", "RETRYING", "DELIVERED");
        assertThat(all(attempts, "attempt")).containsExactly("1", "2", "3", "4", "5");
        assertThat(all(attempts, "errorCode"))
                .containsExactly("InternalError", "InternalError", "InternalError", "S3.AccessDenied", "");
        assertThat(all(attempts, "error").subList(0, 4))
                .satisfiesExactly(
                        broken -> assertThat(broken).contains("S3 answered 500 InternalError: Told by the test."),
                        busy -> assertThat(busy).contains("S3 answered 503 SlowDown: Told by the test."),
                        gone -> assertThat(gone).contains("no answer from http://localhost:" + s3.port()),
                        denied -> assertThat(denied).contains("S3 answered 403 AccessDenied"));
        Received first = s3.next();
        assertThat(first.requestLine()).startsWith("PUT /lake/").contains("/orders-1-");
        assertThat(first.text()).isEqualTo(lines);
        for (int i = 1; i < 8; i++) {
            Received again = s3.next();
            assertThat(again.requestLine()).as("the key is kept").isEqualTo(first.requestLine());
            assertThat(again.text()).isEqualTo(lines);
        }
        assertThat(s3.waiting()).isZero();
    }

    @Test
    void recordsPutWhileItIsBrokenArriveToo() throws InterruptedException {
        s3.then(
                HttpReceiver.disconnect(),
                HttpReceiver.disconnectInTheMiddle(),
                refusal(503, "SlowDown"),
                refusal(503, "SlowDown"),
                HttpReceiver.status(200),
                HttpReceiver.status(200));
        stream("orders");
        String before = put("orders", 0, 100);
        hydrant.control().advance(INTERVAL);
        String meanwhile = put("orders", 100, 200);

        hydrant.control().flush("orders");
        hydrant.control().advance(A_WHILE);

        List<JsonNode> delivered = ledger("orders").stream()
                .filter(d -> d.path("outcome").asText().equals("DELIVERED"))
                .toList();
        assertThat(all(delivered, "records")).containsExactlyInAnyOrder("100", "100");
        List<String> taken = new ArrayList<>();
        while (s3.waiting() > 0) {
            taken.add(s3.next().text());
        }
        assertThat(taken).contains(before, meanwhile);
        assertThat(Workbench.json(hydrant.control().deliveries("orders"))
                        .path("deliveries")
                        .findValuesAsText("outcome"))
                .doesNotContain("DROPPED");
    }

    @Test
    void movingTheClockWaitsForASlowOneAndPutsGoOn() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        s3.then(slow(gate), HttpReceiver.status(200));
        stream("orders");
        String lines = put("orders", 0, 10);

        CompletableFuture<Void> moved =
                CompletableFuture.runAsync(() -> hydrant.control().advance(INTERVAL));
        Received underWay = s3.next();
        put("orders", 10, 20);

        assertThat(underWay.text()).isEqualTo(lines);
        assertThat(ledger("orders")).isEmpty();
        assertThat(moved).isNotDone();
        gate.countDown();
        moved.get(60, TimeUnit.SECONDS);
        assertThat(all(ledger("orders"), "outcome")).containsExactly("DELIVERED");
    }
}

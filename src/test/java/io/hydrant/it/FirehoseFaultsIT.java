package io.hydrant.it;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.Hydrant;
import io.hydrant.control.FaultRule;
import io.hydrant.control.FaultsControl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.FirehoseException;
import software.amazon.awssdk.services.firehose.model.InvalidArgumentException;
import software.amazon.awssdk.services.firehose.model.LimitExceededException;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponseEntry;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.firehose.model.ResourceNotFoundException;
import software.amazon.awssdk.services.firehose.model.ServiceUnavailableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Rules about Firehose itself, as an unmodified client sees them. */
@Timeout(60)
class FirehoseFaultsIT {
    private static final Hydrant HYDRANT = Hydrant.start();
    private static final ClientsOf CLIENTS = ClientsOf.defaults(HYDRANT);
    private static final FirehoseClient ONCE = client(Duration.ofSeconds(30));

    private final Workbench bench = new Workbench(HYDRANT, CLIENTS);
    private final FaultsControl faults = HYDRANT.control().faults();

    /** A client that tries once, and waits for an answer no longer than {@code patience}. */
    private static FirehoseClient client(Duration patience) {
        return FirehoseClient.builder()
                .endpointOverride(HYDRANT.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ClientsOf.DEFAULT_ACCOUNT, "s")))
                .httpClient(UrlConnectionHttpClient.builder()
                        .socketTimeout(patience)
                        .build())
                .overrideConfiguration(c -> c.retryStrategy(strategy -> strategy.maxAttempts(1)))
                .build();
    }

    @BeforeEach
    void reset() {
        HYDRANT.control().reset();
        HYDRANT.control().freeze(true);
        CLIENTS.s3.createBucket(b -> b.bucket("bucket"));
        bench.stream("orders");
    }

    @AfterAll
    static void close() {
        ONCE.close();
        CLIENTS.close();
        HYDRANT.close();
    }

    private static Record record(String text) {
        return Record.builder().data(SdkBytes.fromUtf8String(text)).build();
    }

    private static void put(FirehoseClient client, String text) {
        client.putRecord(r -> r.deliveryStreamName("orders").record(record(text)));
    }

    private static PutRecordBatchResponse putBatch(int records) {
        return ONCE.putRecordBatch(r -> r.deliveryStreamName("orders")
                .records(IntStream.range(0, records)
                        .mapToObj(i -> record("<" + i + ">"))
                        .toList()));
    }

    /** All that has arrived, and all that is delivered now. */
    private static String delivered() {
        HYDRANT.control().flush("orders");
        StringBuilder all = new StringBuilder();
        CLIENTS.s3
                .listObjectsV2(r -> r.bucket("bucket"))
                .contents()
                .forEach(object -> all.append(CLIENTS.s3
                        .getObjectAsBytes(r -> r.bucket("bucket").key(object.key()))
                        .asUtf8String()));
        return all.toString();
    }

    private JsonNode rule() {
        return Workbench.json(faults.list()).path("faults").path(0);
    }

    @Test
    void aRefusalHasAwssShapeAndDoesNothing() {
        String id = faults.add(FaultRule.at("firehose").operation("PutRecord").stream("orders")
                .error("ServiceUnavailableException")
                .times(1));

        assertThatThrownBy(() -> put(ONCE, "lost")).isInstanceOfSatisfying(ServiceUnavailableException.class, e -> {
            assertThat(e.statusCode()).isEqualTo(503);
            assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Slow down.");
            assertThat(e.requestId()).isNotBlank();
        });
        put(ONCE, "kept");

        assertThat(delivered()).isEqualTo("kept");
        assertThat(rule().path("id").asText()).isEqualTo(id).isEqualTo("rule-1");
        assertThat(rule().path("state").asText()).isEqualTo("spent");
        assertThat(rule().path("asked").asInt()).isEqualTo(1);
        assertThat(rule().path("struck").asInt()).isEqualTo(1);
        assertThat(rule().path("lastStruck").asText()).isNotBlank();
        assertThat(rule().path("then").path("error").asText()).isEqualTo("ServiceUnavailableException");
        assertThat(bench.events("orders", "FaultInjected")).singleElement().satisfies(event -> {
            assertThat(event.path("rule").asText()).isEqualTo(id);
            assertThat(event.path("hop").asText()).isEqualTo("firehose");
            assertThat(event.path("operation").asText()).isEqualTo("PutRecord");
            assertThat(event.path("effect").asText()).isEqualTo("error");
            assertThat(event.path("errorCode").asText()).isEqualTo("ServiceUnavailableException");
        });
        assertThat(HYDRANT.control().metrics())
                .contains("hydrant_faults_struck_total{hop=\"firehose\",rule=\"rule-1\"} 1.0");
    }

    @Test
    void anSdkThatTriesAgainGetsItsRecordThrough() {
        faults.add(FaultRule.at("firehose")
                .error("ThrottlingException")
                .operation("PutRecord")
                .times(2));

        put(CLIENTS.firehose, "kept");

        assertThat(delivered()).isEqualTo("kept");
        assertThat(rule().path("struck").asInt()).isEqualTo(2);
    }

    @Test
    void everyOperationCanBeRefused() {
        faults.add(FaultRule.at("firehose").error("InternalFailure").message("Not today."));

        assertThatThrownBy(() -> ONCE.listDeliveryStreams()).isInstanceOfSatisfying(FirehoseException.class, e -> {
            assertThat(e.statusCode()).isEqualTo(500);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InternalFailure");
            assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Not today.");
        });
        assertThatThrownBy(() -> ONCE.describeDeliveryStream(r -> r.deliveryStreamName("orders")))
                .hasMessageContaining("Not today.");
        assertThatThrownBy(() -> ONCE.deleteDeliveryStream(r -> r.deliveryStreamName("orders")))
                .hasMessageContaining("Not today.");
        faults.clear();
        assertThat(ONCE.listDeliveryStreams().deliveryStreamNames()).containsExactly("orders");
    }

    @Test
    void aMalformedRequestGetsItsOwnErrorAndIsNoCallOfTheRule() {
        faults.add(FaultRule.at("firehose").error("ServiceUnavailableException"));

        assertThatThrownBy(() ->
                        ONCE.putRecord(r -> r.deliveryStreamName("or ders").record(record("x"))))
                .isInstanceOf(FirehoseException.class)
                .hasMessageContaining("failed to satisfy constraint");
        assertThat(rule().path("asked").asInt()).isZero();
        assertThatThrownBy(
                        () -> ONCE.putRecord(r -> r.deliveryStreamName("nobody").record(record("x"))))
                .as("the fault comes before any state is looked at")
                .isInstanceOf(ServiceUnavailableException.class);
    }

    @Test
    void partsOfABatchFailAndTheOthersAreStored() {
        faults.add(FaultRule.at("firehose")
                .operation("PutRecordBatch")
                .records(2, 6)
                .times(1));

        PutRecordBatchResponse answer = putBatch(8);

        assertThat(answer.failedPutCount()).isEqualTo(2);
        assertThat(answer.encrypted()).isFalse();
        assertThat(IntStream.range(0, 8)
                        .filter(i -> answer.requestResponses().get(i).errorCode() != null))
                .containsExactly(2, 6);
        assertThat(answer.requestResponses().get(2))
                .isEqualTo(PutRecordBatchResponseEntry.builder()
                        .errorCode("ServiceUnavailableException")
                        .errorMessage("Slow down.")
                        .build());
        assertThat(answer.requestResponses().get(3).recordId()).isNotBlank();
        assertThat(delivered()).isEqualTo("<0><1><3><4><5><7>");
        assertThat(putBatch(8).failedPutCount()).isZero();
    }

    @Test
    void placesBeyondTheBatchFailNothingAndAllPlacesFailAll() {
        faults.add(
                FaultRule.at("firehose").operation("PutRecordBatch").records(7).times(1));
        faults.add(FaultRule.at("firehose")
                .operation("PutRecordBatch")
                .recordProbability(1)
                .error("InternalFailure")
                .message("Lost.")
                .times(1));

        assertThat(putBatch(3).failedPutCount()).isZero();
        PutRecordBatchResponse all = putBatch(3);

        assertThat(all.failedPutCount()).isEqualTo(3);
        assertThat(all.requestResponses())
                .allSatisfy(entry -> assertThat(entry.errorCode() + entry.errorMessage() + entry.recordId())
                        .isEqualTo("InternalFailureLost.null"));
        assertThat(delivered()).isEqualTo("<0><1><2>");
    }

    @Test
    void aBatchOfAStreamThatIsNotThereIsRefusedAsAlways() {
        faults.add(FaultRule.at("firehose").operation("PutRecordBatch").recordProbability(1));

        assertThatThrownBy(() ->
                        ONCE.putRecordBatch(r -> r.deliveryStreamName("nobody").records(record("x"))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void recordsFailAtRandomAndTheSameSeedFailsTheSameOnes() {
        FaultRule rule = FaultRule.at("firehose")
                .operation("PutRecordBatch")
                .recordProbability(0.3)
                .seed(42);
        faults.add(rule);
        List<List<String>> first = List.of(codes(putBatch(100)), codes(putBatch(100)));
        faults.clear();
        faults.add(rule);
        List<List<String>> again = List.of(codes(putBatch(100)), codes(putBatch(100)));

        assertThat(again).isEqualTo(first);
        assertThat(first.get(0)).isNotEqualTo(first.get(1)).contains("ServiceUnavailableException", "none");
    }

    private static List<String> codes(PutRecordBatchResponse answer) {
        return answer.requestResponses().stream()
                .map(entry -> entry.errorCode() == null ? "none" : entry.errorCode())
                .toList();
    }

    @Test
    void aConnectionBreaksOffAndNothingIsDone() {
        for (String how : List.of("reset", "close")) {
            faults.add(FaultRule.at("firehose")
                    .operation("PutRecord")
                    .connection(how)
                    .times(1));

            assertThatThrownBy(() -> put(ONCE, how)).isInstanceOf(SdkClientException.class);
        }

        assertThat(delivered()).isEmpty();
    }

    @Test
    void aHangEndsWhenTheClientGivesUp() {
        faults.add(FaultRule.at("firehose")
                .operation("PutRecord")
                .connection("hang")
                .times(1));

        try (FirehoseClient impatient = client(Duration.ofMillis(200))) {
            assertThatThrownBy(() -> put(impatient, "lost"))
                    .isInstanceOf(SdkClientException.class)
                    .hasRootCauseMessage("Read timed out");
        }
        HYDRANT.control().advance(Duration.ofHours(1));
        assertThat(delivered()).isEmpty();
    }

    @Test
    void aLostResponseLeavesTheWorkDoneSoThatATryAgainDoublesIt() {
        faults.add(FaultRule.at("firehose")
                .operation("PutRecord")
                .connection("close")
                .lostResponse()
                .times(1));

        assertThatThrownBy(() -> put(ONCE, "twice;")).isInstanceOf(SdkClientException.class);
        put(ONCE, "twice;");
        faults.add(FaultRule.at("firehose")
                .operation("PutRecord")
                .error("ServiceUnavailableException")
                .lostResponse()
                .times(1));
        assertThatThrownBy(() -> put(ONCE, "once")).isInstanceOf(ServiceUnavailableException.class);

        assertThat(delivered()).isEqualTo("twice;twice;once");
    }

    @Test
    void aLostResponseHidesAnErrorToo() {
        faults.add(FaultRule.at("firehose").connection("reset").lostResponse().operation("PutRecord"));

        assertThatThrownBy(
                        () -> ONCE.putRecord(r -> r.deliveryStreamName("nobody").record(record("x"))))
                .isInstanceOf(SdkClientException.class);
    }

    @Test
    void aDelayPassesOnTheClockAndDoesNotHoldItUp() throws Exception {
        faults.add(FaultRule.at("firehose")
                .operation("PutRecord")
                .delay(Duration.ofMinutes(5))
                .times(1));

        CompletableFuture<Void> put = CompletableFuture.runAsync(() -> put(ONCE, "late"));
        awaitPending("go on with PutRecord");
        HYDRANT.control().advance(Duration.ofMinutes(4));
        assertThat(put).isNotDone();
        put(ONCE, "early;");
        HYDRANT.control().advance(Duration.ofMinutes(1));
        put.get(30, TimeUnit.SECONDS);

        assertThat(delivered()).endsWith("late").startsWith("early;");
    }

    @Test
    void aDelayGoesBeforeAnEffect() throws Exception {
        faults.add(FaultRule.at("firehose")
                .operation("PutRecord")
                .delay(Duration.ofSeconds(2))
                .error("ThrottlingException"));

        CompletableFuture<Void> put = CompletableFuture.runAsync(() -> put(ONCE, "never"));
        awaitPending("go on with PutRecord");
        HYDRANT.control().advance(Duration.ofSeconds(2));

        assertThat(put)
                .failsWithin(30, TimeUnit.SECONDS)
                .withThrowableOfType(Exception.class)
                .withRootCauseInstanceOf(FirehoseException.class)
                .withMessageContaining("Rate exceeded");
    }

    @Test
    void aResetEndsADelay() throws Exception {
        faults.add(FaultRule.at("firehose").operation("PutRecord").delay(Duration.ofMinutes(5)));

        CompletableFuture<Void> put = CompletableFuture.runAsync(() -> put(ONCE, "late"));
        awaitPending("go on with PutRecord");
        HYDRANT.control().reset();

        assertThat(put)
                .failsWithin(30, TimeUnit.SECONDS)
                .withThrowableOfType(Exception.class)
                .withRootCauseInstanceOf(SocketException.class);
        assertThat(faults.list()).isEqualTo("{\"faults\":[]}");
    }

    /** Waits until the clock has that to do; a time-out of the test ends the wait. */
    private static void awaitPending(String what) {
        while (!HYDRANT.control().clock().contains(what)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void callsThatFailByARuleAreNotCountedInAQuotaAndThoseWhoseAnswerIsLostAre() {
        String key = bench.key();
        faults.add(FaultRule.at("firehose")
                .operation("StartDeliveryStreamEncryption")
                .error("LimitExceededException")
                .message("Injected.")
                .times(30));
        for (int i = 0; i < 30; i++) {
            assertThatThrownBy(() -> bench.start("orders", key)).hasMessageContaining("Injected.");
        }
        assertThat(callsLeft()).isEqualTo(25);

        faults.add(FaultRule.at("firehose")
                .operation("StartDeliveryStreamEncryption")
                .error("LimitExceededException")
                .lostResponse()
                .times(1));
        assertThatThrownBy(() -> bench.start("orders", key)).isInstanceOf(LimitExceededException.class);
        assertThat(callsLeft()).isEqualTo(24);
    }

    private int callsLeft() {
        return bench.inside("orders").findValue("callsLeft").asInt();
    }

    @Test
    void rulesReachTheAccountThatTheyName() {
        String other = "111111111111";
        HYDRANT.control().inAccount(other).faults().add(FaultRule.at("firehose").error("InternalFailure"));

        assertThat(ONCE.listDeliveryStreams().deliveryStreamNames()).containsExactly("orders");
        try (ClientsOf others = ClientsOf.account(HYDRANT, other, "us-east-1")) {
            assertThatThrownBy(() -> others.firehose.listDeliveryStreams()).isInstanceOf(FirehoseException.class);
            HYDRANT.control().inAccount(other).reset();
            assertThat(others.firehose.listDeliveryStreams().deliveryStreamNames())
                    .isEmpty();
        }
        assertThat(faults.list()).isEqualTo("{\"faults\":[]}");
    }

    @Test
    void rulesAreAddedAllOrNoneAndTakenAwayByTheirIds() {
        assertThatThrownBy(() -> faults.add("[{\"on\":{\"hop\":\"s3\"},\"then\":{\"error\":\"SlowDown\"}},"
                        + "{\"on\":{\"hop\":\"s3\"},\"then\":{\"error\":\"Slow\"}}]"))
                .hasMessageContaining("400")
                .hasMessageContaining("[1].then.status: Hydrant does not know the error");
        assertThat(faults.list()).isEqualTo("{\"faults\":[]}");

        assertThat(faults.add("[{\"on\":{\"hop\":\"s3\"},\"then\":{\"error\":\"SlowDown\"}},"
                        + "{\"id\":\"mine\",\"on\":{\"hop\":\"kms\"},\"then\":{\"error\":\"DisabledException\"}}]"))
                .containsExactly("rule-1", "mine");
        faults.remove("rule-1");
        assertThatThrownBy(() -> faults.remove("rule-1"))
                .hasMessageContaining("404")
                .hasMessageContaining("There is no rule 'rule-1'.");
        assertThat(rule().path("id").asText()).isEqualTo("mine");
    }

    @Test
    void aResetOfAStreamTakesAwayTheRulesThatNameIt() throws IOException {
        faults.add(
                FaultRule.at("firehose").stream("orders").operation("PutRecord").error("InternalFailure"));
        faults.add(FaultRule.at("firehose").operation("PutRecord").error("InternalFailure"));

        RawHttp.exchange(HYDRANT.endpoint(), "POST /_hydrant/reset?stream=orders", new byte[0]);

        assertThat(Workbench.json(faults.list()).path("faults")).hasSize(1);
        assertThat(rule().path("on").has("stream")).isFalse();
    }

    @Test
    void whatRulesMayNameIsTold() {
        JsonNode hops = Workbench.json(faults.targets()).path("hops");

        assertThat(hops.findValuesAsText("hop")).startsWith("firehose", "kms", "s3", "sts");
        assertThat(hops.path(0).path("operations").toString()).contains("\"PutRecordBatch\"");
        assertThat(hops.path(0)
                        .path("errors")
                        .path("ServiceUnavailableException")
                        .asInt())
                .isEqualTo(503);
    }

    @Test
    void aRuleAboutAnotherHopLeavesPutsAsTheyAre() {
        faults.add(FaultRule.at("s3").error("SlowDown").bucket("elsewhere"));

        put(ONCE, "kept");
        assertThatThrownBy(() -> ONCE.putRecord(r -> r.deliveryStreamName("orders")
                        .record(d -> d.data(SdkBytes.fromByteArray(new byte[2_000_000])))))
                .isInstanceOfAny(InvalidArgumentException.class, FirehoseException.class);

        assertThat(delivered()).isEqualTo("kept");
    }
}

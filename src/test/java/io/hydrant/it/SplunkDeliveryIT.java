package io.hydrant.it;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hydrant.Hydrant;
import io.hydrant.support.SelfSigned;
import io.hydrant.support.SplunkCollector;
import io.hydrant.support.SplunkCollector.Data;
import io.hydrant.support.SplunkCollector.Refusal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.firehose.model.Processor;
import software.amazon.awssdk.services.firehose.model.ProcessorParameter;

import static org.assertj.core.api.Assertions.assertThat;

/** From PutRecordBatch to a Splunk collector, and what becomes of records that it does not take. */
class SplunkDeliveryIT {
    private static Hydrant hydrant;
    private static ClientsOf clients;

    private final SplunkCollector collector = SplunkCollector.start();

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
        collector.close();
    }

    private SplunkStream stream(String name) {
        return new SplunkStream(hydrant, clients, name).sentTo(collector);
    }

    @Test
    void rawRecordsAreJoinedWithNothingBetweenThem() throws Exception {
        SplunkStream stream = stream("raw").create();
        stream.put("one\n", "two", "", "three\n");
        stream.flush();

        Data data = collector.next();
        assertThat(data.path()).isEqualTo("/services/collector/raw");
        assertThat(data.text()).isEqualTo("one\ntwothree\n");
        assertThat(data.header("Authorization")).isEqualTo("Splunk " + SplunkCollector.TOKEN);
        assertThat(data.headers()).doesNotContainKey("Content-Encoding");
        assertThat(collector.probes()).isEqualTo(1);
        assertThat(stream.errors()).containsExactly("");
        assertThat(stream.attempts().get(0).get("url").asText()).isEqualTo(collector.url() + "/services/collector/raw");
        assertThat(stream.attempts().get(0).get("arrived").asInt()).isEqualTo(4);

        stream.put("four");
        stream.flush();
        assertThat(collector.next().header("X-Splunk-Request-Channel"))
                .isEqualTo(data.header("X-Splunk-Request-Channel"));
        assertThat(collector.probes()).isEqualTo(1);
    }

    @Test
    void eventsGoToTheEventEndpoint() throws Exception {
        SplunkStream stream = stream("event").create(d -> d.hecEndpointType("Event"));
        stream.put("{\"event\":1}", "{\"event\":{\"a\":2}}");
        stream.flush();

        Data data = collector.next();
        assertThat(data.path()).isEqualTo("/services/collector/event");
        assertThat(data.text()).isEqualTo("{\"event\":1}{\"event\":{\"a\":2}}");
        assertThat(data.header("Content-Type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @CsvSource({
        "TOKEN_DISABLED, DisabledToken",
        "TOKEN_REQUIRED, InvalidToken",
        "INVALID_AUTHORIZATION, InvalidToken",
        "INVALID_TOKEN, InvalidToken",
        "NO_DATA, InvalidDataFormat",
        "INVALID_DATA_FORMAT, InvalidDataFormat",
        "INCORRECT_INDEX, InvalidIndex",
        "INTERNAL_SERVER_ERROR, ServerError",
        "SERVER_BUSY, IndexerBusy",
        "CHANNEL_MISSING, ProxyWithoutStickySessions",
        "INVALID_CHANNEL, ProxyWithoutStickySessions",
        "EVENT_REQUIRED, InvalidDataFormat",
        "EVENT_BLANK, InvalidDataFormat",
        "ACK_DISABLED, DisabledAck"
    })
    void everyRefusalOfACollectorHasItsCode(Refusal refusal, String code) {
        SplunkStream stream = stream(
                        "refusal-" + refusal.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .create();
        collector.then(SplunkCollector.refused(refusal));
        stream.put("a", "b");
        stream.flush();

        assertThat(stream.errors()).containsExactly("Splunk." + code);
        assertThat(stream.failed()).containsExactly("a", "b");
        assertThat(stream.lines("splunk-failed/"))
                .allSatisfy(line -> assertThat(line).contains("\"errorCode\":\"Splunk." + code + "\""));
    }

    @ParameterizedTest
    @CsvSource({
        "401, InvalidToken",
        "403, InvalidToken",
        "400, InvalidDataFormat",
        "404, InvalidEndpoint",
        "302, InvalidEndpoint",
        "413, ServerError",
        "429, IndexerBusy",
        "500, ServerError",
        "503, ServerError",
        "200, ServerError"
    })
    void anAnswerThatIsNoCollectorsHasACodeToo(int status, String code) {
        SplunkStream stream = stream("status-" + status).create();
        collector.then(SplunkCollector.status(status, "<html>Bad Gateway</html>"));
        stream.put("a");
        stream.flush();

        assertThat(stream.errors()).containsExactly("Splunk." + code);
        assertThat(stream.failed()).containsExactly("a");
    }

    @Test
    void theLineOfAFailedRecordHasItsMembersInTheOrderOfAws() {
        SplunkStream stream = stream("line").create(d -> d.retryOptions(r -> r.durationInSeconds(1)));
        collector.otherwise(SplunkCollector.refused(Refusal.SERVER_BUSY));
        stream.put("a", "b");
        stream.flush();
        hydrant.control().advance(Duration.ofMinutes(2));

        List<String> lines = stream.lines("splunk-failed/");
        assertThat(lines).hasSize(2);
        List<String> members = new ArrayList<>();
        SplunkStream.read(lines.get(0)).fieldNames().forEachRemaining(members::add);
        assertThat(members)
                .containsExactly(
                        "attemptsMade",
                        "arrivalTimestamp",
                        "errorCode",
                        "errorMessage",
                        "attemptEndingTimestamp",
                        "rawData",
                        "EventId");
        assertThat(SplunkStream.read(lines.get(0)).get("attemptsMade").asInt())
                .as("the sample of the documents has 0 for a first attempt")
                .isEqualTo(stream.errors().size() - 1)
                .isPositive();
        assertThat(SplunkStream.read(lines.get(0)).get("EventId").asText()).matches("\\d{56}\\.0");
        assertThat(SplunkStream.read(lines.get(0)).get("EventId"))
                .isNotEqualTo(SplunkStream.read(lines.get(1)).get("EventId"));
    }

    @Test
    void aTokenWithoutAcknowledgementsFails() {
        SplunkStream stream = stream("no-ack-id").create();
        collector.then(SplunkCollector.withoutAckId());
        stream.put("a");
        stream.flush();

        assertThat(stream.errors()).containsExactly("Splunk.DisabledAck");
        assertThat(stream.failed()).containsExactly("a");
    }

    @Test
    void aLateAcknowledgementIsWaitedForOnTheClock() {
        SplunkStream stream = stream("late").create();
        collector.then(SplunkCollector.acknowledgedAfter(15));
        stream.put("a");
        hydrant.control().advance(Duration.ofMinutes(1));
        assertThat(stream.attempts()).isEmpty();
        hydrant.control().advance(Duration.ofSeconds(119));

        assertThat(stream.errors()).containsExactly("");
        assertThat(collector.polls()).isEqualTo(16);
        assertThat(collector.indexed()).hasSize(1);
    }

    @Test
    void aQuestionThatFailsIsAskedAgainUntilTheTimeIsOver() {
        SplunkStream stream = stream("asked").create();
        collector.thenAsked(
                SplunkCollector.refused(Refusal.SERVER_BUSY),
                SplunkCollector.disconnect(),
                SplunkCollector.status(502, "<html>Bad Gateway</html>"));
        stream.put("a");
        hydrant.control().advance(Duration.ofSeconds(70));

        assertThat(stream.errors()).containsExactly("");
        assertThat(collector.indexed()).hasSize(1);
    }

    @Test
    void aQuestionThatIsRefusedIsNotAskedAgain() {
        SplunkStream stream = stream("not-asked").create();
        collector.thenAsked(SplunkCollector.refused(Refusal.ACK_DISABLED));
        stream.put("a");
        stream.flush();

        assertThat(stream.errors()).containsExactly("Splunk.DisabledAck");
        assertThat(stream.failed()).containsExactly("a");
    }

    @Test
    void aQuestionThatIsNotAnsweredEndsWithItsTime() {
        SplunkStream stream = stream("hanging").create();
        collector.thenAsked(SplunkCollector.hang());
        stream.put("a");
        hydrant.control().advance(Duration.ofMinutes(1 + 3));

        assertThat(stream.errors()).containsExactly("Splunk.AckTimeout");
        assertThat(collector.indexed()).hasSize(1);
    }

    @Test
    void aMovedClockEndsTheWaitForAnAcknowledgement() {
        SplunkStream stream = stream("never").create(d -> d.hecAcknowledgmentTimeoutInSeconds(200));
        collector.otherwise(SplunkCollector.neverAcknowledged());
        stream.put("a");
        hydrant.control().advance(Duration.ofSeconds(60 + 199));
        assertThat(stream.attempts()).isEmpty();
        hydrant.control().advance(Duration.ofSeconds(1));

        assertThat(stream.errors()).containsExactly("Splunk.AckTimeout");
        assertThat(stream.failed()).containsExactly("a");
        assertThat(collector.indexed()).hasSize(1);
    }

    @Test
    void theTimeOfRetriesStandsStillWhileAcknowledgementsAreAwaited() {
        SplunkStream stream = stream("standstill").create(d -> d.retryOptions(r -> r.durationInSeconds(300)));
        collector.otherwise(SplunkCollector.neverAcknowledged());
        stream.put("a");
        hydrant.control().advance(Duration.ofHours(1));

        assertThat(stream.errors()).hasSizeBetween(9, 12).containsOnly("Splunk.AckTimeout");
        assertThat(stream.failed()).containsExactly("a");
    }

    @Test
    void whatBrokeOffIsSentAgain() {
        SplunkStream stream = stream("broken").create(d -> d.retryOptions(r -> r.durationInSeconds(300)));
        collector.then(SplunkCollector.resetInTheBody(), SplunkCollector.disconnect(), SplunkCollector.hang());
        stream.put("a".repeat(900_000), "b");
        stream.flush();
        hydrant.control().advance(Duration.ofMinutes(10));

        assertThat(stream.errors())
                .containsExactly("Splunk.ConnectionClosed", "Splunk.ConnectionClosed", "Splunk.ConnectionTimeout", "");
        assertThat(collector.indexed()).hasSize(1);
        assertThat(stream.objects("")).isEmpty();
    }

    @Test
    void nobodyAtTheEndpointIsAnInvalidEndpoint() {
        SplunkStream stream = stream("nobody").create();
        collector.close();
        stream.put("a");
        stream.flush();

        assertThat(stream.errors()).containsExactly("Splunk.InvalidEndpoint");
        assertThat(stream.failed()).containsExactly("a");
    }

    @Test
    void aRecordThatIsLargerThanTheCollectorTakesGoesToTheErrorOutput() {
        SplunkStream stream = stream("large").create();
        collector.largest(500_000);
        stream.put("a".repeat(600_000));
        stream.flush();
        stream.put("small");
        stream.flush();

        assertThat(stream.errors()).containsExactly("Splunk.ServerError", "");
        assertThat(stream.failed()).containsExactly("a".repeat(600_000));
        assertThat(collector.lines()).containsExactly("small");
    }

    @Test
    void cookiesOfTheNodeThatTookTheDataAreSentBack() throws Exception {
        SplunkStream stream = stream("cookies").create();
        collector.then(SplunkCollector.takenByNode("7"));
        stream.put("a");
        stream.flush();
        stream.put("b");
        stream.flush();

        assertThat(collector.next().headers()).doesNotContainKey("Cookie");
        assertThat(collector.next().header("Cookie")).isEqualTo("node=7");
    }

    @Test
    void aUrlOfTheConfigurationIsUsedAsItIsAndItsCertificateBelievedOnThisMachine(@TempDir Path folder)
            throws Exception {
        try (SplunkCollector tls = SplunkCollector.startTls(SelfSigned.sockets(folder, "somebody-else.example"))) {
            SplunkStream local = stream("tls").create(d -> d.hecEndpoint("https://localhost:" + tls.port()));
            local.put("a");
            local.flush();
            assertThat(local.errors()).containsExactly("");
            assertThat(tls.next().text()).isEqualTo("a");

            SplunkStream elsewhere =
                    stream("tls-elsewhere").create(d -> d.hecEndpoint("https://0.0.0.0:" + tls.port()));
            elsewhere.put("a");
            elsewhere.flush();
            assertThat(elsewhere.errors()).containsExactly("Splunk.SSLHandshake");
            assertThat(tls.waiting()).isZero();
        }
    }

    @Test
    void everyEventIsBackedUpWhenTheStreamSaysSo() {
        SplunkStream stream = stream("backup").create(d -> d.s3BackupMode("AllEvents"));
        stream.put("a\n", "b\n");
        stream.flush();

        assertThat(collector.lines()).containsExactly("a", "b");
        assertThat(stream.lines("2")).containsExactly("a", "b");
        assertThat(stream.failed()).isEmpty();
    }

    @Test
    void anUpdateChangesWhereTheNextAttemptGoes() {
        SplunkStream stream = stream("updated").create(d -> d.retryOptions(r -> r.durationInSeconds(300)));
        collector.then(SplunkCollector.refused(Refusal.INTERNAL_SERVER_ERROR));
        stream.put("{\"event\":1}");
        stream.flush();
        clients.firehose.updateDestination(r -> r.deliveryStreamName("updated")
                .currentDeliveryStreamVersionId("1")
                .destinationId("destinationId-000000000001")
                .splunkDestinationUpdate(u -> u.hecEndpointType("Event").hecToken("other")));
        collector.token("other");
        hydrant.control().advance(Duration.ofSeconds(10));

        assertThat(collector.indexed()).hasSize(1).allSatisfy(data -> {
            assertThat(data.path()).isEqualTo("/services/collector/event");
            assertThat(data.header("Authorization")).isEqualTo("Splunk other");
        });
    }

    @Test
    void recordsOfAnEncryptedStreamArriveInTheClear() {
        SplunkStream stream = stream("encrypted").create();
        Workbench bench = new Workbench(hydrant, clients);
        bench.enable("encrypted", bench.key());
        stream.put("a\n", "b\n");
        stream.flush();

        assertThat(collector.lines()).containsExactly("a", "b");
    }

    @Test
    void processedRecordsAreDelivered() {
        SplunkStream stream = stream("processed")
                .create(d -> d.processingConfiguration(p -> p.enabled(true)
                        .processors(Processor.builder()
                                .type("AppendDelimiterToRecord")
                                .build())));
        stream.put("a", "b");
        stream.flush();

        assertThat(collector.lines()).containsExactly("a", "b");
        assertThat(stream.errors()).containsExactly("");
    }

    @Test
    void tenInvocationsOfAFunctionAreUnderWayAtOnce() {
        CountDownLatch ten = new CountDownLatch(10);
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        hydrant.lambda("ten", event -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            ten.countDown();
            ten.await(30, TimeUnit.SECONDS);
            underWay.decrementAndGet();
            ObjectNode answer = (ObjectNode) SplunkStream.read(event);
            answer.get("records").forEach(record -> ((ObjectNode) record).put("result", "Ok"));
            return answer.toString();
        });
        SplunkStream stream = stream("ten")
                .create(d -> d.bufferingHints(b -> b.sizeInMBs(5).intervalInSeconds(60))
                        .processingConfiguration(p -> p.enabled(true)
                                .processors(Processor.builder()
                                        .type("Lambda")
                                        .parameters(ProcessorParameter.builder()
                                                .parameterName("LambdaArn")
                                                .parameterValue("arn:aws:lambda:us-east-1:000000000000:function:ten")
                                                .build())
                                        .build())));
        for (int i = 0; i < 12; i++) {
            stream.put(i + "x".repeat(300_000) + '\n');
        }
        stream.flush();
        stream.flush();

        assertThat(most.get()).isEqualTo(10);
        assertThat(collector.lines())
                .extracting(line -> line.replace("x", ""))
                .hasSize(12)
                .isEqualTo(IntStream.range(0, 12).mapToObj(String::valueOf).toList());
    }

    @Test
    void aResetEndsTheWaitForAnAcknowledgement() throws Exception {
        SplunkStream stream = stream("reset").create();
        collector.otherwise(SplunkCollector.neverAcknowledged());
        stream.put("a");
        CompletableFuture<Void> flush = CompletableFuture.runAsync(stream::flush);
        collector.next();

        hydrant.control().reset();
        hydrant.control().freeze(true);

        flush.get(60, TimeUnit.SECONDS);
        assertThat(hydrant.control().clock()).doesNotContain("reset");
    }

    @Test
    void noPlaceShowsTheToken() {
        SplunkStream stream = stream("secrets").create();
        collector.then(
                SplunkCollector.status(500, "{\"text\":\"I do not like " + SplunkCollector.TOKEN + "\",\"code\":8}"));
        stream.put("a");
        stream.flush();

        assertThat(stream.errors()).containsExactly("Splunk.ServerError");
        assertThat(hydrant.control().deliveries("secrets")).contains("I do not like ***");
        assertThat(hydrant.control().deliveries("secrets")
                        + hydrant.control().events("secrets")
                        + hydrant.control().metrics()
                        + hydrant.control().stream("secrets")
                        + stream.lines("splunk-failed/"))
                .doesNotContain(SplunkCollector.TOKEN);
    }

    @Test
    void theMetricsOfCloudWatchAreThere() {
        SplunkStream stream = stream("metrics").create();
        stream.put("a", "bc");
        stream.flush();

        String labels = "{account=\"000000000000\",delivery_stream_name=\"metrics\",region=\"us-east-1\"}";
        Map.of("records_total", "2.0", "bytes_total", "3.0", "success_total", "1.0", "attempts_total", "1.0")
                .forEach((metric, value) -> assertThat(hydrant.control().metrics())
                        .contains("firehose_delivery_to_splunk_" + metric + labels + " " + value));
        assertThat(hydrant.control().metrics())
                .contains(
                        "firehose_delivery_to_splunk_data_ack_latency_seconds" + labels,
                        "firehose_delivery_to_splunk_data_freshness_seconds" + labels);
    }

    @Test
    void strictTakesAStreamToSplunk() {
        try (Hydrant strict = Hydrant.start(Map.of("HYDRANT_STRICT", "true"));
                ClientsOf ofStrict = ClientsOf.defaults(strict)) {
            new SplunkStream(strict, ofStrict, "strict").create();
            JsonNode shown = SplunkStream.read(strict.control().stream("strict"));
            assertThat(shown.path("warnings")).isEmpty();
        }
    }
}

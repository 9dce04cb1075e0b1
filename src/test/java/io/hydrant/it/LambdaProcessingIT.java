package io.hydrant.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hydrant.Hydrant;
import io.hydrant.support.HttpReceiver;
import io.hydrant.support.HttpReceiver.Behaviour;
import io.hydrant.support.HttpReceiver.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.firehose.model.Processor;
import software.amazon.awssdk.services.firehose.model.ProcessorType;
import software.amazon.awssdk.services.firehose.model.S3BackupMode;

import static io.hydrant.it.ProcessingStream.processor;
import static org.assertj.core.api.Assertions.assertThat;

/** Records on their way through a function behind a URL, behind a Lambda API and in this process. */
class LambdaProcessingIT {
    private static final String ENRICH = "arn:aws:lambda:us-east-1:000000000000:function:enrich";
    private static final Processor LAMBDA = processor(ProcessorType.LAMBDA, "LambdaArn", ENRICH);

    /** The buffer of the function, and that of the destination behind it. */
    private static final Duration BOTH_INTERVALS = Duration.ofSeconds(60 + 300 + 1);

    private final HttpReceiver function = HttpReceiver.start();
    private Hydrant hydrant;
    private ClientsOf clients;
    private Workbench bench;

    @BeforeEach
    void start() {
        hydrant = Hydrant.start(Map.of("HYDRANT_RESOURCES", "{\"enrich\":\"" + function.url("/invocations") + "\"}"));
        hydrant.control().freeze(true);
        clients = ClientsOf.defaults(hydrant);
        bench = new Workbench(hydrant, clients);
    }

    @AfterEach
    void stop() {
        clients.close();
        hydrant.close();
        function.close();
    }

    private ProcessingStream stream(String name) {
        return new ProcessingStream(clients, name);
    }

    /** A function that answers each record by its text. */
    private static Behaviour each(UnaryOperator<String> answer) {
        return HttpReceiver.function(event -> answered(event, answer));
    }

    private static String answered(String event, UnaryOperator<String> answer) {
        ObjectNode answers = Workbench.json("{}").deepCopy();
        ArrayNode records = answers.putArray("records");
        for (JsonNode record : Workbench.json(event).get("records")) {
            String said = answer.apply(text(record));
            ObjectNode one = Workbench.json(said).deepCopy();
            records.add(one.put("recordId", record.get("recordId").asText()));
        }
        return answers.toString();
    }

    private static String text(JsonNode record) {
        return new String(Base64.getDecoder().decode(record.get("data").asText()), StandardCharsets.UTF_8);
    }

    private static String ok(String data) {
        return "{\"result\":\"Ok\",\"data\":\""
                + Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8)) + "\"}";
    }

    private static Behaviour upper() {
        return each(text -> ok(text.toUpperCase(Locale.ROOT)));
    }

    private static String all(Map<String, String> folders) {
        return String.join("", folders.values());
    }

    private static List<String> column(List<JsonNode> lines, String name) {
        return lines.stream().map(line -> line.path(name).asText()).toList();
    }

    private List<JsonNode> processing(String stream) {
        List<JsonNode> attempts = new ArrayList<>();
        Workbench.json(hydrant.control().deliveries(stream)).get("deliveries").forEach(attempt -> {
            if (attempt.path("purpose").asText().equals("PROCESSING")) {
                attempts.add(attempt);
            }
        });
        return attempts;
    }

    @Test
    void recordsAreOkDroppedOrFailedAndTheBackupHasThemAll() throws Exception {
        clients.s3.createBucket(r -> r.bucket("source"));
        function.otherwise(each(text -> text.startsWith("drop")
                ? "{\"result\":\"Dropped\"}"
                : text.startsWith("fail") ? "{\"result\":\"ProcessingFailed\"}" : ok(text + "!")));
        ProcessingStream orders = stream("orders")
                .create(
                        c -> c.s3BackupMode(S3BackupMode.ENABLED)
                                .s3BackupConfiguration(
                                        b -> b.roleARN(ProcessingStream.ROLE).bucketARN("arn:aws:s3:::source")),
                        LAMBDA);

        orders.put("one ", "drop ", "two ", "fail ", "three ");
        bench.advance(BOTH_INTERVALS);

        JsonNode event = function.next().json();
        assertThat(event.get("deliveryStreamArn").asText())
                .isEqualTo("arn:aws:firehose:us-east-1:000000000000:deliverystream/orders");
        assertThat(event.get("records")).hasSize(5);
        List<JsonNode> failures = orders.failures("processing-failed/");
        assertThat(column(failures, "errorCode")).containsExactly("Lambda.ProcessingFailedStatus");
        assertThat(column(failures, "errorMessage")).containsExactly("ProcessingFailed status set for record");
        assertThat(column(failures, "attemptsMade")).containsExactly("1");
        assertThat(column(failures, "lambdaARN")).containsExactly(ENRICH + ":$LATEST");
        assertThat(new String(ProcessingStream.rawData(failures.get(0)), StandardCharsets.UTF_8))
                .isEqualTo("fail ");
        assertThat(orders.folders().entrySet().stream()
                        .filter(e -> !e.getKey().startsWith("processing-failed/"))
                        .map(Map.Entry::getValue))
                .containsExactly("one !two !three !");
        assertThat(all(stream("source").folders())).isEqualTo("one drop two fail three ");
        assertThat(function.waiting()).isZero();
    }

    @Test
    void keysOfTheFunctionNameTheFolders() {
        function.otherwise(each(text -> text.equals("none")
                ? ok("?")
                : ok(text).replace("}", ",\"metadata\":{\"partitionKeys\":{\"team\":\"" + text.charAt(0) + "\"}}}")));
        ProcessingStream orders = stream("orders").createSorted("team=!{partitionKeyFromLambda:team}/", LAMBDA);

        orders.put("apple", "bear", "almond", "none");
        bench.advance(BOTH_INTERVALS);

        assertThat(orders.folders()).containsEntry("team=a/", "applealmond").containsEntry("team=b/", "bear");
        assertThat(column(orders.failures("errors/metadata-extraction-failed/"), "errorCode"))
                .containsExactly("DynamicPartitioning.MetadataExtractionFailed");
    }

    @Test
    void aFunctionThatFailsTwiceIsAskedAgainOnTheClock() throws Exception {
        function.then(HttpReceiver.status(500), HttpReceiver.answer(429, "", "slow"))
                .otherwise(upper());
        ProcessingStream orders = stream("orders").create(c -> {}, LAMBDA);
        orders.put("one", "two");

        bench.advance(Duration.ofSeconds(60));
        Received first = function.next();
        assertThat(function.waiting()).isZero();
        bench.advance(BOTH_INTERVALS);

        Received second = function.next();
        Received third = function.next();
        assertThat(second.json().get("records")).isEqualTo(first.json().get("records"));
        assertThat(third.json().get("records")).isEqualTo(first.json().get("records"));
        assertThat(all(orders.folders())).isEqualTo("ONETWO");
        assertThat(column(processing("orders"), "errorCode"))
                .containsExactly("Lambda.FunctionError", "Lambda.InvokeLimitExceeded", "");
        assertThat(column(processing("orders"), "attempt")).containsExactly("1", "2", "3");
    }

    @ParameterizedTest
    @CsvSource({
        "500, Lambda.FunctionError",
        "302, Lambda.FunctionError",
        "403, Lambda.InvokeAccessDenied",
        "404, Lambda.ResourceNotFound",
        "429, Lambda.InvokeLimitExceeded"
    })
    void aFunctionThatFailsTooOftenGivesTheWholeEventToTheErrorOutput(int status, String code) {
        function.otherwise(HttpReceiver.answer(status, "Location: http://localhost:1/", "no"));
        ProcessingStream orders = stream("orders")
                .create(c -> {}, processor(ProcessorType.LAMBDA, "LambdaArn", ENRICH, "NumberOfRetries", "2"));

        orders.put("one", "two");
        bench.advance(BOTH_INTERVALS.multipliedBy(2));

        assertThat(column(orders.failures("processing-failed/"), "errorCode")).containsExactly(code, code);
        assertThat(column(orders.failures("processing-failed/"), "attemptsMade"))
                .containsExactly("3", "3");
        assertThat(function.waiting()).isEqualTo(3);
        assertThat(orders.folders())
                .allSatisfy((folder, text) -> assertThat(folder).startsWith("processing-failed/"));
    }

    @Test
    void aFunctionThatHangsEndsAfterFiveMinutesOfTheClock() {
        function.otherwise(HttpReceiver.hang());
        ProcessingStream orders = stream("orders")
                .create(c -> {}, processor(ProcessorType.LAMBDA, "LambdaArn", ENRICH, "NumberOfRetries", "1"));

        orders.put("one");
        bench.advance(Duration.ofHours(1));

        List<JsonNode> failures = orders.failures("processing-failed/");
        assertThat(column(failures, "errorCode")).containsExactly("Lambda.FunctionTimedOut");
        assertThat(column(failures, "errorMessage"))
                .containsExactly(
                        "The Lambda function invocation timed out. Increase the Timeout setting in the Lambda function.");
        assertThat(column(failures, "attemptsMade")).containsExactly("2");
    }

    @Test
    void aFunctionThatNothingStandsForIsMissingUntilSomethingDoes() {
        hydrant.control().deleteResource("enrich");
        ProcessingStream orders = stream("orders").create(c -> {}, LAMBDA);
        assertThat(hydrant.control().stream("orders")).contains("Nothing stands for the function " + ENRICH);

        orders.put("one");
        bench.advance(BOTH_INTERVALS.multipliedBy(2));

        assertThat(column(orders.failures("processing-failed/"), "errorCode"))
                .containsExactly("Lambda.ResourceNotFound");
        assertThat(column(orders.failures("processing-failed/"), "attemptsMade"))
                .containsExactly("4");

        hydrant.lambda("enrich", event -> answered(event, text -> ok("<" + text + ">")));
        orders.put("two");
        bench.advance(BOTH_INTERVALS);

        assertThat(orders.folders().values()).contains("<two>");
        assertThat(hydrant.control().stream("orders")).doesNotContain("Nothing stands for");
    }

    @Test
    void aFunctionOfThisProcessThatThrowsIsAskedAgain() {
        AtomicInteger calls = new AtomicInteger();
        hydrant.lambda(ENRICH, event -> {
            if (calls.incrementAndGet() < 3) {
                throw new IOException("not yet");
            }
            return answered(event, LambdaProcessingIT::ok);
        });
        ProcessingStream orders = stream("orders").create(c -> {}, LAMBDA);

        orders.put("one");
        bench.advance(BOTH_INTERVALS.multipliedBy(2));

        assertThat(calls).hasValue(3);
        assertThat(all(orders.folders())).isEqualTo("one");
        assertThat(processing("orders").get(0).path("error").asText())
                .isEqualTo("The function threw java.io.IOException: not yet.");
    }

    @Test
    void aFunctionMayBeAnExpressionOfTheTable() {
        hydrant.control()
                .putResources(
                        "{\"enrich\":{\"jq\":\"if .json.drop then {result: \\\"Dropped\\\"} else .json.seen = true end\"}}");
        ProcessingStream orders =
                stream("orders").create(c -> {}, LAMBDA, processor(ProcessorType.APPEND_DELIMITER_TO_RECORD));

        orders.put("{\"a\":\"x\"}", "{\"drop\":true}", "{\"a\":\"y\"}");
        bench.advance(BOTH_INTERVALS);

        assertThat(all(orders.folders())).isEqualTo("{\"a\":\"x\",\"seen\":true}\n{\"a\":\"y\",\"seen\":true}\n");
    }

    @Test
    void anotherLambdaIsAskedInASignedRequest() throws Exception {
        function.otherwise(upper());
        try (Hydrant other = Hydrant.start(
                        Map.of("HYDRANT_LAMBDA_ENDPOINT", function.url("").toString()));
                ClientsOf theirs = ClientsOf.account(other, "111122223333", "eu-west-1")) {
            ProcessingStream orders = new ProcessingStream(theirs, "orders");
            orders.create(
                    c -> c.roleARN("arn:aws:iam::111122223333:role/delivery"),
                    processor(
                            ProcessorType.LAMBDA,
                            "LambdaArn",
                            "arn:aws:lambda:eu-west-1:111122223333:function:clean:prod"));

            orders.put("one");
            other.control().advance(BOTH_INTERVALS);

            Received request = function.next();
            assertThat(request.requestLine())
                    .isEqualTo("POST /2015-03-31/functions/"
                            + "arn%3Aaws%3Alambda%3Aeu-west-1%3A111122223333%3Afunction%3Aclean/invocations"
                            + "?Qualifier=prod HTTP/1.1");
            assertThat(request.header("Authorization"))
                    .matches("AWS4-HMAC-SHA256 Credential=\\w+/\\d{8}/eu-west-1/lambda/aws4_request, .*");
            assertThat(all(orders.folders())).isEqualTo("ONE");
        }
    }

    @Test
    void anEncryptedStreamIsProcessedWhileItsKeyCanBeUsed() {
        function.otherwise(upper());
        ProcessingStream orders = stream("orders").create(c -> {}, LAMBDA);
        String key = bench.key();
        bench.enable("orders", key);

        orders.put("one", "two");
        clients.kms.disableKey(r -> r.keyId(key));
        bench.advance(BOTH_INTERVALS.multipliedBy(3));
        assertThat(function.waiting()).isZero();
        assertThat(orders.folders()).isEmpty();

        clients.kms.enableKey(r -> r.keyId(key));
        bench.advance(BOTH_INTERVALS.multipliedBy(3));
        assertThat(all(orders.folders())).isEqualTo("ONETWO");
        assertThat(function.waiting()).isOne();
    }

    @Test
    void fiveEventsAreUnderWayAtMostAndRecordsKeepTheirOrder() throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch five = new CountDownLatch(5);
        function.otherwise((request, receiver, peer) -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            five.countDown();
            try {
                five.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            String answer = answered(request.text(), text -> ok(text.substring(0, 3)));
            underWay.decrementAndGet();
            HttpReceiver.answer(200, "", answer).answer(request, receiver, peer);
        });
        ProcessingStream orders = stream("orders")
                .create(
                        c -> {},
                        processor(
                                ProcessorType.LAMBDA,
                                "LambdaArn",
                                ENRICH,
                                "BufferSizeInMBs",
                                "0.2",
                                "BufferIntervalInSeconds",
                                "60"));
        String filler = "x".repeat(210_000);
        List<String> numbers =
                IntStream.range(100, 120).mapToObj(Integer::toString).toList();

        numbers.forEach(number -> orders.put(number + filler));
        bench.advance(BOTH_INTERVALS);

        assertThat(most).hasValue(5);
        assertThat(all(orders.folders())).isEqualTo(String.join("", numbers));
    }

    @Test
    void aFlushProcessesAndDeliversWhatIsBuffered() {
        function.otherwise(upper());
        ProcessingStream orders = stream("orders").create(c -> {}, LAMBDA);
        orders.put("one", "two");

        hydrant.control().flush("orders");

        assertThat(all(orders.folders())).isEqualTo("ONETWO");
    }

    @Test
    void aResetEndsAnInvocationThatHangs() throws Exception {
        function.then(HttpReceiver.hang()).otherwise(upper());
        stream("orders").create(c -> {}, LAMBDA).put("one");
        Thread move = new Thread(() -> bench.advance(Duration.ofSeconds(60)));
        move.start();
        function.next();

        hydrant.control().reset();
        move.join();

        assertThat(function.wasHungUpOn()).isTrue();
        hydrant.control().freeze(true);
        ProcessingStream again = stream("orders").create(c -> {}, LAMBDA);
        again.put("two");
        bench.advance(BOTH_INTERVALS);
        assertThat(all(again.folders())).isEqualTo("TWO");
    }
}

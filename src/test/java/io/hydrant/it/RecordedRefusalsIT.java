package io.hydrant.it;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hydrant.Hydrant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What AWS answered in September 2026 to 148 requests, code and text. The requests were recorded in us-east-1 and published by
 * the project cdk-preflight. {@code <caller>} in a text stands for the caller.
 */
class RecordedRefusalsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static Hydrant hydrant;

    @BeforeAll
    static void start() {
        hydrant = Hydrant.start();
    }

    @AfterAll
    static void stop() {
        hydrant.close();
    }

    static Stream<Arguments> recorded() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                RecordedRefusalsIT.class.getResourceAsStream("/recorded/create-delivery-stream.json"))) {
            Iterator<JsonNode> cases = JSON.readTree(in).elements();
            return StreamSupport.stream(((Iterable<JsonNode>) () -> cases).spliterator(), false)
                    .map(each -> arguments(each.get("name").asText(), each))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recorded")
    void answersAsAws(String name, JsonNode recorded) throws Exception {
        HttpResponse<String> answer = call(recorded.get("operation").asText(), recorded.get("request"));

        if (recorded.get("code").isNull()) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            delete(recorded.get("request").get("DeliveryStreamName").asText());
        } else {
            assertRefused(answer, recorded);
        }
    }

    static Stream<Arguments> recordedForExtendedS3() throws IOException {
        return recorded().filter(each -> {
            JsonNode recorded = (JsonNode) each.get()[1];
            JsonNode destination = recorded.get("request").get("ExtendedS3DestinationConfiguration");
            return !recorded.get("code").isNull()
                    && destination != null
                    && destination.size() > 2 // more than the role and the bucket
                    && !recorded.get("request").has("DeliveryStreamEncryptionConfigurationInput")
                    && !destination.has("DynamicPartitioningConfiguration"); // an update cannot turn it on
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordedForExtendedS3")
    void refusesTheSameInAnUpdate(String name, JsonNode recorded) throws Exception {
        JsonNode destination = recorded.get("request").get("ExtendedS3DestinationConfiguration");
        ObjectNode plain = JSON.createObjectNode();
        plain.put("DeliveryStreamName", name);
        plain.putObject("ExtendedS3DestinationConfiguration")
                .put("RoleARN", "arn:aws:iam::000000000000:role/firehose")
                .put("BucketARN", "arn:aws:s3:::lake");
        assertThat(call("CreateDeliveryStream", plain).statusCode()).isEqualTo(200);
        hydrant.control().advance(Duration.ofMinutes(2));
        ObjectNode update = JSON.createObjectNode()
                .put("DeliveryStreamName", name)
                .put("CurrentDeliveryStreamVersionId", "1")
                .put("DestinationId", "destinationId-000000000001");
        update.set("ExtendedS3DestinationUpdate", destination);

        assertRefused(call("UpdateDestination", update), recorded);

        delete(name);
    }

    private static void delete(String stream) throws Exception {
        JsonNode request =
                JSON.createObjectNode().put("DeliveryStreamName", stream).put("AllowForceDelete", true);
        call("DeleteDeliveryStream", request);
        hydrant.control().advance(Duration.ofMinutes(2));
    }

    private static void assertRefused(HttpResponse<String> answer, JsonNode recorded) throws IOException {
        JsonNode error = JSON.readTree(answer.body());
        assertThat(error.path("__type").asText())
                .as(answer.body())
                .isEqualTo(recorded.get("code").asText());
        if (!recorded.get("message").isNull()) {
            String text = Arrays.stream(recorded.get("message").asText().split("<caller>", -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*"));
            assertThat(error.path(error.has("Message") ? "Message" : "message").asText())
                    .matches(Pattern.compile(text, Pattern.DOTALL));
        }
    }

    private static HttpResponse<String> call(String operation, JsonNode request) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(hydrant.endpoint())
                        .header("Content-Type", "application/x-amz-json-1.1")
                        .header("X-Amz-Target", "Firehose_20150804." + operation)
                        .POST(BodyPublishers.ofString(request.toString()))
                        .build(),
                BodyHandlers.ofString());
    }
}

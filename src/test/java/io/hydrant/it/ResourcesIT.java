package io.hydrant.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.Hydrant;
import io.hydrant.resource.ResourceException;
import io.hydrant.support.HttpReceiver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.model.ProcessingConfiguration;
import software.amazon.awssdk.services.firehose.model.Processor;
import software.amazon.awssdk.services.firehose.model.ProcessorParameter;
import software.amazon.awssdk.services.firehose.model.ProcessorParameterName;
import software.amazon.awssdk.services.firehose.model.ProcessorType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The table of names: settings, seed and control API, and the streams that use a name. */
class ResourcesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENRICH = "arn:aws:lambda:us-east-1:000000000000:function:enrich";

    private final Path folder;

    ResourcesIT(@TempDir Path folder) {
        this.folder = folder;
    }

    private static JsonNode row(String table, String name) throws IOException {
        for (JsonNode row : JSON.readTree(table).get("resources")) {
            if (row.get("name").asText().equals(name)) {
                return row;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private static String standsFor(String table, String name) throws IOException {
        return row(table, name).path("standsFor").asText();
    }

    private static void stream(Hydrant hydrant, String account, String name, String function) {
        try (ClientsOf clients = ClientsOf.account(hydrant, account, "us-east-1")) {
            clients.firehose.createDeliveryStream(r -> r.deliveryStreamName(name)
                    .extendedS3DestinationConfiguration(s3 -> s3.bucketARN("arn:aws:s3:::" + name)
                            .roleARN("arn:aws:iam::" + account + ":role/delivery")
                            .processingConfiguration(ProcessingConfiguration.builder()
                                    .enabled(true)
                                    .processors(Processor.builder()
                                            .type(ProcessorType.LAMBDA)
                                            .parameters(ProcessorParameter.builder()
                                                    .parameterName(ProcessorParameterName.LAMBDA_ARN)
                                                    .parameterValue(function)
                                                    .build())
                                            .build())
                                    .build())));
        }
    }

    @Test
    void theSettingWinsOverTheSeedAndBothComeBackWithAReset() throws IOException {
        Path seed = Files.writeString(
                folder.resolve("seed.json"),
                "{\"resources\":{\"enrich\":\"http://seed:1\",\"clean\":\"http://seed:2\"}}");
        Path table = Files.writeString(folder.resolve("table.json"), "{\"enrich\":\"http://setting:1\"}");
        try (Hydrant hydrant =
                Hydrant.start(Map.of("HYDRANT_SEED_FILE", seed.toString(), "HYDRANT_RESOURCES", table.toString()))) {
            assertThat(standsFor(hydrant.control().resources(), "enrich")).isEqualTo("http://setting:1");
            assertThat(standsFor(hydrant.control().resources(), "clean")).isEqualTo("http://seed:2");

            hydrant.control().putResource("enrich", "http://later:1");
            assertThat(standsFor(hydrant.control().deleteResource("clean"), "enrich"))
                    .isEqualTo("http://later:1");
            assertThat(row(hydrant.control().resources(), "clean").isMissingNode())
                    .isTrue();
            hydrant.control().reset("111111111111");
            assertThat(standsFor(hydrant.control().resources(), "enrich")).isEqualTo("http://later:1");
            hydrant.control().reset();

            assertThat(standsFor(hydrant.control().resources(), "enrich")).isEqualTo("http://setting:1");
            assertThat(standsFor(hydrant.control().resources(), "clean")).isEqualTo("http://seed:2");
        }
    }

    @Test
    void aPutAddsAllNamesOrNone() throws IOException {
        try (Hydrant hydrant = Hydrant.start(Map.of("HYDRANT_RESOURCES", "{\"a\":\"http://a:1\"}"))) {
            assertThatThrownBy(
                            () -> hydrant.control().putResources("{\"a\":\"http://b:1\",\"b\":\"http://b:2\",\"c\":5}"))
                    .hasMessageContaining("answered 400")
                    .hasMessageContaining("is refused: what stands for it is neither a text nor");

            assertThat(JSON.readTree(hydrant.control().resources()).get("resources"))
                    .hasSize(1);
            assertThat(standsFor(hydrant.control().resources(), "a")).isEqualTo("http://a:1");
        }
    }

    @Test
    void eachNameShowsTheStreamsThatUseIt() throws IOException {
        try (Hydrant hydrant = Hydrant.start()) {
            hydrant.control()
                    .putResources("{\"enrich\":{\"jq\":\"{data}\"},\"" + ENRICH
                            + ":prod\":\"http://prod:1\",\"idle\":\"http://idle:1\"}");
            stream(hydrant, ClientsOf.DEFAULT_ACCOUNT, "one", ENRICH);
            stream(hydrant, "111111111111", "two", ENRICH);
            stream(hydrant, ClientsOf.DEFAULT_ACCOUNT, "three", ENRICH + ":prod");

            String table = hydrant.control().resources();

            assertThat(row(table, "enrich"))
                    .isEqualTo(JSON.readTree("{\"name\":\"enrich\",\"standsFor\":{\"jq\":\"{data}\"},\"streams\":["
                            + "\"arn:aws:firehose:us-east-1:000000000000:deliverystream/one\","
                            + "\"arn:aws:firehose:us-east-1:111111111111:deliverystream/two\"]}"));
            assertThat(row(table, ENRICH + ":prod").get("streams"))
                    .isEqualTo(JSON.readTree("[\"arn:aws:firehose:us-east-1:000000000000:deliverystream/three\"]"));
            assertThat(row(table, "idle").get("streams")).isEmpty();
            assertThat(row(hydrant.control().inAccount("111111111111").resources(), "enrich")
                            .get("streams"))
                    .hasSize(1);
        }
    }

    @Test
    void aStreamWarnsOfAFunctionThatNothingStandsFor() throws IOException {
        try (Hydrant hydrant = Hydrant.start()) {
            stream(hydrant, ClientsOf.DEFAULT_ACCOUNT, "one", ENRICH);
            String warning = "Nothing stands for the function " + ENRICH;
            assertThat(hydrant.control().stream("one")).contains(warning);

            hydrant.control().putResource("enrich", "http://localhost:1");

            assertThat(hydrant.control().stream("one")).doesNotContain(warning);
        }
        try (Hydrant hydrant = Hydrant.start(Map.of("HYDRANT_LAMBDA_ENDPOINT", "http://localhost:1"))) {
            stream(hydrant, ClientsOf.DEFAULT_ACCOUNT, "one", ENRICH);

            assertThat(hydrant.control().stream("one")).doesNotContain("Nothing stands for");
        }
    }

    @Test
    void anEndpointOfAwsIsNotConnectedToUntilSomethingStandsForIt() throws Exception {
        try (HttpReceiver receiver = HttpReceiver.start();
                Hydrant hydrant = Hydrant.start();
                ClientsOf clients = ClientsOf.defaults(hydrant)) {
            hydrant.control().freeze(true);
            String url = "https://abc.execute-api.us-east-1.amazonaws.com/in";
            clients.firehose.createDeliveryStream(r -> r.deliveryStreamName("web")
                    .httpEndpointDestinationConfiguration(c -> c.endpointConfiguration(e -> e.url(url))
                            .s3Configuration(s -> s.bucketARN("arn:aws:s3:::web")
                                    .roleARN("arn:aws:iam::000000000000:role/delivery"))));
            clients.firehose.putRecord(
                    r -> r.deliveryStreamName("web").record(d -> d.data(SdkBytes.fromUtf8String("one"))));
            hydrant.control().advance(Duration.ofSeconds(301));
            assertThat(hydrant.control().deliveries("web"))
                    .contains(
                            "Hydrant connects to a host of AWS, Snowflake or Splunk only where the resources name the URL.")
                    .contains("HttpEndpoint.ConnectionFailed");

            String table =
                    hydrant.control().putResource(url, receiver.url("/in").toString());
            hydrant.control().advance(Duration.ofMinutes(5));

            assertThat(receiver.next().records()).containsExactly("one");
            assertThat(row(table, url).get("streams")).hasSize(1);
        }
    }

    @Test
    void aTableThatCannotBeReadStopsTheStart() {
        String missing = folder.resolve("missing.json").toString();

        assertThatThrownBy(() -> Hydrant.start(Map.of("HYDRANT_RESOURCES", missing)))
                .isInstanceOf(ResourceException.class)
                .hasMessage("HYDRANT_RESOURCES: the file " + missing + " does not exist.");
        assertThatThrownBy(() -> Hydrant.start(Map.of("HYDRANT_RESOURCES", "{\"enrich\":1}")))
                .isInstanceOf(ResourceException.class)
                .hasMessageStartingWith("HYDRANT_RESOURCES: \"enrich\" is refused: ");
    }
}

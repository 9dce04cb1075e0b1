package io.hydrant;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.FirehoseException;
import software.amazon.awssdk.services.firehose.model.HttpEndpointConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which URLs an HTTP endpoint may have. */
class EndpointUrlTest {
    private static Hydrant hydrant;
    private static FirehoseClient firehose;
    private static int streams;

    @BeforeAll
    static void start() {
        hydrant = Hydrant.start();
        firehose = FirehoseClient.builder()
                .endpointOverride(hydrant.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("123456789012", "secret")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @AfterAll
    static void stop() {
        firehose.close();
        hydrant.close();
    }

    private static String create(String url) {
        String name = "endpoint-" + ++streams;
        firehose.createDeliveryStream(r -> r.deliveryStreamName(name)
                .httpEndpointDestinationConfiguration(h -> h.endpointConfiguration(e -> e.url(url))
                        .s3Configuration(s ->
                                s.roleARN("arn:aws:iam::123456789012:role/r").bucketARN("arn:aws:s3:::bucket"))));
        return name;
    }

    private static void update(String name, String version, String url) {
        firehose.updateDestination(r -> r.deliveryStreamName(name)
                .currentDeliveryStreamVersionId(version)
                .destinationId("destinationId-000000000001")
                .httpEndpointDestinationUpdate(h -> h.endpointConfiguration(
                        HttpEndpointConfiguration.builder().url(url).build())));
    }

    private static String url(String name) {
        return firehose.describeDeliveryStream(r -> r.deliveryStreamName(name))
                .deliveryStreamDescription()
                .destinations()
                .get(0)
                .httpEndpointDestinationDescription()
                .endpointConfiguration()
                .url();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080/in?a=b", "http://receiver:3000", "https://example.com/in"})
    void isTakenByCreateAndByUpdate(String url) {
        String created = create(url);
        String updated = create("https://example.com/before");
        update(updated, "1", url);

        assertThat(url(created)).isEqualTo(url);
        assertThat(url(updated)).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com/in", "http://8.8.8.8/in", "http://user@localhost/", "localhost"})
    void isRefusedByCreateAndByUpdateInAwsWords(String url) {
        String name = create("https://example.com/before");

        assertRefused("httpEndpointDestinationConfiguration", () -> create(url));
        assertRefused("httpEndpointDestinationUpdate", () -> update(name, "1", url));
        assertThat(url(name)).isEqualTo("https://example.com/before");
    }

    @Test
    void hasAtMostAThousandCharactersOnThisMachineToo() {
        String longest = "http://localhost/" + "p".repeat(983);

        assertThat(url(create(longest))).hasSize(1000);
        assertThatThrownBy(() -> create(longest + "p"))
                .isInstanceOf(FirehoseException.class)
                .hasMessageContaining("Member must have length less than or equal to 1000")
                .hasMessageNotContaining("pattern");
    }

    private static void assertRefused(String member, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(FirehoseException.class, e -> {
            assertThat(e.statusCode()).isEqualTo(400);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
            assertThat(e.awsErrorDetails().errorMessage())
                    .isEqualTo("1 validation error detected: Value at '" + member
                            + ".endpointConfiguration.url' failed to satisfy constraint: Member must satisfy regular"
                            + " expression pattern: https://.*");
        });
    }
}

package example;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import io.hydrant.Hydrant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Without the extension: a server and clients of one's own. */
class PlainTest {
    @Test
    void recordsArriveWhenFiveMinutesArePassedOver() throws Exception {
        try (Hydrant hydrant = Hydrant.start();
                FirehoseClient firehose = FirehoseClient.builder()
                        .endpointOverride(hydrant.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                        .build()) {
            HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(hydrant.endpoint().resolve("/lake")).PUT(BodyPublishers.noBody()).build(),
                        BodyHandlers.discarding());
            firehose.createDeliveryStream(r -> r.deliveryStreamName("plain")
                    .extendedS3DestinationConfiguration(d -> d.bucketARN("arn:aws:s3:::lake")
                            .roleARN("arn:aws:iam::000000000000:role/firehose")));
            firehose.putRecord(r -> r.deliveryStreamName("plain")
                    .record(d -> d.data(SdkBytes.fromUtf8String("one"))));

            hydrant.control().advance(Duration.ofMinutes(5));

            assertTrue(hydrant.control().awaitDelivered("plain", 1).contains("\"outcome\":\"DELIVERED\""));
        }
    }
}

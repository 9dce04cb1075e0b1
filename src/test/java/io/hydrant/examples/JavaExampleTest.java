package io.hydrant.examples;

import java.time.Duration;

import io.hydrant.Hydrant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.s3.S3Client;

import static org.assertj.core.api.Assertions.assertThat;

/** The samples of plain Java in README.md and junit.md. */
class JavaExampleTest {
    @Test
    void aStreamDeliversInThisProcess() {
        try (Hydrant hydrant = Hydrant.start(); // this process, a free port
                FirehoseClient firehose = FirehoseClient.builder()
                        .endpointOverride(hydrant.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                        .build()) {
            createBucket(hydrant, "lake");
            firehose.createDeliveryStream(stream -> stream.deliveryStreamName("orders")
                    .extendedS3DestinationConfiguration(s3 ->
                            s3.bucketARN("arn:aws:s3:::lake").roleARN("arn:aws:iam::000000000000:role/firehose")));
            firehose.startDeliveryStreamEncryption(stream -> stream.deliveryStreamName("orders"));
            firehose.putRecord(put ->
                    put.deliveryStreamName("orders").record(record -> record.data(SdkBytes.fromUtf8String("hello"))));

            hydrant.control().flush("orders"); // returns when the delivery is done
            hydrant.control().awaitDelivered("orders", 1); // waits only while a full buffer is being delivered
            hydrant.control().advance(Duration.ofHours(24)); // returns when everything that fell due has run

            assertThat(hydrant.control().deliveries("orders")).contains("\"outcome\":\"DELIVERED\"");
        }
    }

    private static void createBucket(Hydrant hydrant, String name) {
        try (S3Client s3 = S3Client.builder()
                .endpointOverride(hydrant.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .forcePathStyle(true)
                .build()) {
            s3.createBucket(bucket -> bucket.bucket(name));
        }
    }
}

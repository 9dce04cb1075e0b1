package io.hydrant.examples;

import java.time.Duration;

import io.hydrant.testing.containers.HydrantContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.s3.S3Client;

import static org.assertj.core.api.Assertions.assertThat;

/** The samples of Testcontainers in containers.md. */
@Tag("docker")
@Testcontainers
class ContainerExampleIT {
    @Container
    private static final HydrantContainer hydrant = new HydrantContainer().withEnv("HYDRANT_ENCRYPTION_LAG", "0ms");

    @Test
    void ordersArriveEncryptedOnTheWay() {
        StaticCredentialsProvider credentials = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(hydrant.getAccessKey(), hydrant.getSecretKey()));
        FirehoseClient firehose = FirehoseClient.builder()
                .endpointOverride(hydrant.getEndpoint())
                .region(Region.of(hydrant.getRegion()))
                .credentialsProvider(credentials)
                .build();
        S3Client buckets = S3Client.builder()
                .endpointOverride(hydrant.getEndpoint())
                .region(Region.of(hydrant.getRegion()))
                .credentialsProvider(credentials)
                .forcePathStyle(true)
                .build();

        buckets.createBucket(bucket -> bucket.bucket("lake"));
        firehose.createDeliveryStream(stream -> stream.deliveryStreamName("orders")
                .extendedS3DestinationConfiguration(
                        s3 -> s3.bucketARN("arn:aws:s3:::lake").roleARN("arn:aws:iam::000000000000:role/firehose")));
        firehose.startDeliveryStreamEncryption(stream -> stream.deliveryStreamName("orders"));
        hydrant.control().advance(Duration.ofSeconds(10)); // no waiting for ENABLED

        boolean encrypted = firehose.putRecord(put -> put.deliveryStreamName("orders")
                        .record(record -> record.data(SdkBytes.fromUtf8String("hello"))))
                .encrypted();

        assertThat(encrypted).isTrue();
        assertThat(hydrant.control().flush("orders")).contains("\"outcome\":\"DELIVERED\"");
    }
}

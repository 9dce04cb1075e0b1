package io.hydrant.examples;

import io.hydrant.control.HydrantControl;
import io.hydrant.testing.junit.HydrantTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.s3.S3Client;

import static org.assertj.core.api.Assertions.assertThat;

/** The samples of JUnit in README.md and junit.md. */
@HydrantTest
class OrdersTest {
    @Test
    void ordersArrive(FirehoseClient firehose, S3Client s3, HydrantControl control) {
        s3.createBucket(bucket -> bucket.bucket("lake"));
        firehose.createDeliveryStream(stream -> stream.deliveryStreamName("orders")
                .extendedS3DestinationConfiguration(
                        to -> to.bucketARN("arn:aws:s3:::lake").roleARN("arn:aws:iam::000000000000:role/firehose")));

        firehose.putRecord(put ->
                put.deliveryStreamName("orders").record(record -> record.data(SdkBytes.fromUtf8String("hello"))));

        assertThat(control.flush("orders")).contains("DELIVERED");
    }
}

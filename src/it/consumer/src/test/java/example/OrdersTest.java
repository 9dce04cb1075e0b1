package example;

import java.time.Duration;

import io.hydrant.control.HydrantControl;
import io.hydrant.testing.junit.HydrantTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.KeyType;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** With the extension: clients of an account of this test alone. */
@HydrantTest(settings = {"HYDRANT_START_ENCRYPTION_DURATION=0ms", "HYDRANT_ENCRYPTION_LAG=0ms"})
class OrdersTest {
    @Test
    void anEncryptedRecordArrivesAsAnObject(
            FirehoseClient firehose, KmsClient kms, S3Client s3, HydrantControl control) {
        String key = kms.createKey().keyMetadata().arn();
        s3.createBucket(b -> b.bucket("lake"));
        firehose.createDeliveryStream(r -> r.deliveryStreamName("orders")
                .deliveryStreamEncryptionConfigurationInput(
                        e -> e.keyType(KeyType.CUSTOMER_MANAGED_CMK).keyARN(key))
                .extendedS3DestinationConfiguration(d -> d.bucketARN("arn:aws:s3:::lake")
                        .roleARN("arn:aws:iam::000000000000:role/firehose")));
        control.advance(Duration.ofSeconds(10)); // created, and encrypting

        boolean encrypted = firehose.putRecord(r -> r.deliveryStreamName("orders")
                        .record(d -> d.data(SdkBytes.fromUtf8String("one order"))))
                .encrypted();
        control.flush("orders");

        assertTrue(encrypted);
        String object = s3.listObjectsV2(r -> r.bucket("lake")).contents().get(0).key();
        assertEquals(
                "one order",
                s3.getObjectAsBytes(r -> r.bucket("lake").key(object)).asUtf8String());
    }
}

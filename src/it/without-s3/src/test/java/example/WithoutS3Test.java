package example;

import java.util.Map;

import io.hydrant.Hydrant;
import io.hydrant.control.HydrantControl;
import io.hydrant.testing.junit.HydrantTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.FirehoseClient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@HydrantTest
class WithoutS3Test {
    @Test
    void recordsGoToTheEmbeddedS3AllTheSame(FirehoseClient firehose, HydrantControl control) {
        assertMissing("software.amazon.awssdk.services.s3.S3Client");
        firehose.createDeliveryStream(r -> r.deliveryStreamName("plain")
                .extendedS3DestinationConfiguration(d -> d.bucketARN("arn:aws:s3:::lake")
                        .roleARN("arn:aws:iam::000000000000:role/firehose")));
        firehose.putRecord(r -> r.deliveryStreamName("plain").record(d -> d.data(SdkBytes.fromUtf8String("one"))));

        assertTrue(control.flush("plain").contains("NoSuchBucket")); // delivered to the embedded S3, which has no bucket
    }

    @Test
    void anotherS3IsRefusedWithTheNameOfWhatIsMissing() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> Hydrant.start(Map.of("HYDRANT_S3_ENDPOINT", "http://127.0.0.1:9")));

        assertEquals(
                "HYDRANT_S3_ENDPOINT needs the library software.amazon.awssdk:s3 on the class path.",
                refused.getMessage());
    }

    @Test
    void nothingOfTheRunnableJarsOwnLibrariesComesAlong() {
        assertMissing("ch.qos.logback.classic.LoggerContext");
        assertMissing("org.testcontainers.containers.GenericContainer");
    }

    private static void assertMissing(String type) {
        assertThrows(ClassNotFoundException.class, () -> Class.forName(type));
    }
}

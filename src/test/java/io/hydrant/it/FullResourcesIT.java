package io.hydrant.it;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.firehose.model.LimitExceededException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A small heap that is full of keys and streams. */
@Timeout(300)
class FullResourcesIT {
    private static final int MORE_THAN_FIT = 5_000;

    @Test
    void creationsAreRefusedAndDeletionsMakeRoom() throws Exception {
        try (ChildProcess child = ChildProcess.start("-Xmx48m");
                ClientsOf clients = ClientsOf.defaults(child.endpoint(), "us-east-1")) {
            String key = clients.kms.createKey().keyMetadata().keyId();

            assertThatThrownBy(() -> {
                        for (int i = 0; i < MORE_THAN_FIT; i++) {
                            clients.kms.createKey();
                        }
                    })
                    .isInstanceOf(software.amazon.awssdk.services.kms.model.LimitExceededException.class)
                    .hasMessageContaining("larger heap");
            assertThatThrownBy(() -> clients.firehose.createDeliveryStream(r -> r.deliveryStreamName("more")
                            .extendedS3DestinationConfiguration(
                                    s3 -> s3.bucketARN("arn:aws:s3:::b").roleARN("arn:aws:iam::000000000000:role/r"))))
                    .isInstanceOf(LimitExceededException.class);
            clients.kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));
            RawHttp.exchange(
                    child.endpoint(),
                    "POST /_hydrant/clock",
                    "{\"advance\":\"8d\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));

            assertThat(clients.kms.createKey().keyMetadata().keyId()).isNotEqualTo(key);
            assertThat(child.stop()).noneMatch(line -> line.contains("OutOfMemoryError"));
        }
    }
}

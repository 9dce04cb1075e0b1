package io.hydrant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.FirehoseException;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.Record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LimitsTest {
    private static final Record EMPTY = record(0);

    @Test
    void theSixthCallInASecondIsThrottledAndTheNextSecondIsFree() {
        try (Hydrant hydrant = frozen("strict");
                FirehoseClient firehose = firehose(hydrant, Region.US_EAST_1);
                FirehoseClient elsewhere = firehose(hydrant, Region.EU_WEST_1)) {
            for (int i = 0; i < 5; i++) {
                firehose.listDeliveryStreams();
            }

            assertThatThrownBy(firehose::listDeliveryStreams).isInstanceOfSatisfying(FirehoseException.class, e -> {
                assertThat(e.statusCode()).isEqualTo(400);
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException");
                assertThat(e.awsErrorDetails().errorMessage())
                        .isEqualTo("Please slow down. Max limit of 5 RPS has breached for ListDeliveryStreams");
            });
            create(firehose, "another-operation");
            elsewhere.listDeliveryStreams();
            hydrant.control().advance(Duration.ofSeconds(1));
            firehose.listDeliveryStreams();
        }
    }

    @Test
    void nothingIsThrottledWhenRelaxed() {
        try (Hydrant hydrant = frozen("relaxed");
                FirehoseClient firehose = firehose(hydrant, Region.US_EAST_1)) {
            assertThatCode(() -> {
                        for (int i = 0; i < 50; i++) {
                            firehose.listDeliveryStreams();
                        }
                    })
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void bytesAboveOneMebibyteASecondAreToldToSlowDown() {
        try (Hydrant hydrant = frozen("strict");
                FirehoseClient firehose = firehose(hydrant, Region.EU_CENTRAL_1)) {
            create(firehose, "bytes");
            firehose.putRecord(r -> r.deliveryStreamName("bytes").record(record(1_024_000)));

            PutRecordBatchResponse batch = firehose.putRecordBatch(
                    r -> r.deliveryStreamName("bytes").records(record(24_000), record(577), EMPTY));

            assertThat(batch.failedPutCount()).isEqualTo(2);
            assertThat(batch.requestResponses().get(0).recordId()).isNotEmpty();
            assertThat(batch.requestResponses().get(1).errorCode()).isEqualTo("ServiceUnavailableException");
            assertThat(batch.requestResponses().get(1).errorMessage()).isEqualTo("Slow down.");
            firehose.putRecord(r -> r.deliveryStreamName("bytes").record(record(576)));
            assertThatThrownBy(() -> firehose.putRecord(
                            r -> r.deliveryStreamName("bytes").record(record(1))))
                    .isInstanceOfSatisfying(FirehoseException.class, e -> {
                        assertThat(e.statusCode()).isEqualTo(503);
                        assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ServiceUnavailableException");
                        assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Slow down.");
                    });
            hydrant.control().advance(Duration.ofSeconds(1));
            firehose.putRecord(r -> r.deliveryStreamName("bytes").record(record(1_024_000)));
        }
    }

    @Test
    void aLargeRegionTakesFiveMebibytesASecond() {
        try (Hydrant hydrant = frozen("strict");
                FirehoseClient firehose = firehose(hydrant, Region.US_EAST_1)) {
            create(firehose, "large");

            for (int i = 0; i < 5; i++) {
                firehose.putRecord(r -> r.deliveryStreamName("large").record(record(1_024_000)));
            }

            assertThatThrownBy(() -> firehose.putRecord(
                            r -> r.deliveryStreamName("large").record(record(1_024_000))))
                    .isInstanceOf(FirehoseException.class);
        }
    }

    @Test
    void theThousandAndFirstRequestInASecondIsToldToSlowDown() {
        try (Hydrant hydrant = frozen("strict");
                FirehoseClient firehose = firehose(hydrant, Region.EU_CENTRAL_1)) {
            create(firehose, "requests");
            for (int i = 0; i < 1_000; i++) {
                firehose.putRecord(r -> r.deliveryStreamName("requests").record(EMPTY));
            }

            assertThatThrownBy(() -> firehose.putRecord(
                            r -> r.deliveryStreamName("requests").record(EMPTY)))
                    .isInstanceOf(FirehoseException.class);
        }
    }

    @Test
    void theHundredThousandAndFirstRecordInASecondIsToldToSlowDown() {
        try (Hydrant hydrant = frozen("strict");
                FirehoseClient firehose = firehose(hydrant, Region.EU_CENTRAL_1)) {
            create(firehose, "records");
            for (int i = 0; i < 200; i++) {
                firehose.putRecordBatch(r -> r.deliveryStreamName("records").records(Collections.nCopies(500, EMPTY)));
            }

            assertThat(firehose.putRecordBatch(
                                    r -> r.deliveryStreamName("records").records(EMPTY))
                            .failedPutCount())
                    .isEqualTo(1);
        }
    }

    @Test
    void theFiveThousandAndFirstStreamOfARegionIsRefused(@TempDir Path folder) throws IOException {
        String streams = IntStream.range(0, 5_000)
                .mapToObj(
                        "{\"DeliveryStreamName\":\"s%d\",\"ExtendedS3DestinationConfiguration\":{\"RoleARN\":\"arn:aws:iam::000000000000:role/firehose\",\"BucketARN\":\"arn:aws:s3:::b\"}}"
                                ::formatted)
                .collect(Collectors.joining(",", "{\"streams\":[", "]}"));
        Path seed = Files.writeString(folder.resolve("seed.json"), streams);
        try (Hydrant hydrant = Hydrant.start(Map.of("HYDRANT_LIMITS", "strict", "HYDRANT_SEED_FILE", seed.toString()));
                FirehoseClient firehose = firehose(hydrant, Region.US_EAST_1);
                FirehoseClient elsewhere = firehose(hydrant, Region.EU_WEST_1)) {

            assertThatThrownBy(() -> create(firehose, "one-more"))
                    .isInstanceOfSatisfying(FirehoseException.class, e -> {
                        assertThat(e.awsErrorDetails().errorCode()).isEqualTo("LimitExceededException");
                        assertThat(e.awsErrorDetails().errorMessage())
                                .startsWith("You have already consumed your firehose quota of 5000 hoses.");
                    });
            create(elsewhere, "one-more");
            firehose.deleteDeliveryStream(r -> r.deliveryStreamName("s0"));
            create(firehose, "one-more");
        }
    }

    private static Hydrant frozen(String limits) {
        Hydrant hydrant = Hydrant.start(Map.of("HYDRANT_LIMITS", limits));
        hydrant.control().freeze(true);
        return hydrant;
    }

    private static void create(FirehoseClient firehose, String name) {
        firehose.createDeliveryStream(r -> r.deliveryStreamName(name)
                .extendedS3DestinationConfiguration(s3 ->
                        s3.roleARN("arn:aws:iam::000000000000:role/firehose").bucketARN("arn:aws:s3:::records")));
    }

    private static Record record(int bytes) {
        return Record.builder().data(SdkBytes.fromByteArray(new byte[bytes])).build();
    }

    private static FirehoseClient firehose(Hydrant hydrant, Region region) {
        return FirehoseClient.builder()
                .endpointOverride(hydrant.endpoint())
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "secret")))
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }
}

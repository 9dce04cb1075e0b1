package io.hydrant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import io.hydrant.config.Settings;
import io.hydrant.fault.Call;
import io.hydrant.fault.Faults;
import io.hydrant.fault.Hop;
import io.hydrant.fault.Strike;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.Record;

import static org.assertj.core.api.Assertions.assertThat;

/** What rules cost a put while there are none. */
class FastPathFaultsIT {
    /** No call fails; counts how often it is asked about Firehose. */
    private static final class CountedFaults implements Faults {
        private final AtomicInteger looks = new AtomicInteger();
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public boolean watches(Hop hop) {
            if (hop == Hop.FIREHOSE) {
                looks.incrementAndGet();
            }
            return false;
        }

        @Override
        public Optional<Strike> on(Call call) {
            calls.incrementAndGet();
            return Optional.empty();
        }
    }

    @Test
    void aPutOnTheFastPathLooksAtThemOnce() {
        CountedFaults faults = new CountedFaults();
        try (Hydrant hydrant = Hydrant.start(
                        ((Settings.Result.Run) Settings.parse(Map.of(), List.of("--port", "0"))).config(), faults);
                FirehoseClient firehose = FirehoseClient.builder()
                        .endpointOverride(hydrant.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            firehose.createDeliveryStream(r -> r.deliveryStreamName("orders")
                    .extendedS3DestinationConfiguration(
                            c -> c.bucketARN("arn:aws:s3:::b").roleARN("arn:aws:iam::000000000000:role/delivery")));
            Record record =
                    Record.builder().data(SdkBytes.fromUtf8String("one")).build();
            int before = faults.looks.get();

            firehose.putRecord(r -> r.deliveryStreamName("orders").record(record));
            firehose.putRecordBatch(r -> r.deliveryStreamName("orders").records(record, record));

            assertThat(faults.looks.get() - before).isEqualTo(2);
            assertThat(faults.calls.get()).isZero();
        }
    }
}

package io.hydrant.it;

import java.time.Duration;
import java.util.stream.Stream;

import io.hydrant.Hydrant;
import io.hydrant.support.HttpReceiver;
import io.hydrant.support.HttpReceiver.Behaviour;
import io.hydrant.support.LoggedLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.model.HttpEndpointDestinationConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/** A destination that fails for long gets few lines of the log; events and ledger have each attempt. */
class FailingDestinationLogIT {
    private static final int FAILURES = 20;

    private final HttpReceiver receiver = HttpReceiver.start();
    private final LoggedLines logged = new LoggedLines();
    private Hydrant hydrant;
    private ClientsOf clients;

    @BeforeEach
    void start() {
        hydrant = Hydrant.start();
        hydrant.control().freeze(true);
        clients = ClientsOf.defaults(hydrant);
    }

    @AfterEach
    void stop() {
        clients.close();
        hydrant.close();
        receiver.close();
        logged.close();
    }

    @Test
    void anEndpointThatFailsHasALineForEachDoublingOfTheWaitAndOneForItsEnd() {
        receiver.then(
                Stream.generate(() -> HttpReceiver.status(503)).limit(FAILURES).toArray(Behaviour[]::new));
        clients.firehose.createDeliveryStream(r -> r.deliveryStreamName("failing")
                .httpEndpointDestinationConfiguration(HttpEndpointDestinationConfiguration.builder()
                        .endpointConfiguration(e -> e.url(receiver.url("/in").toString()))
                        .bufferingHints(b -> b.sizeInMBs(1).intervalInSeconds(60))
                        .retryOptions(o -> o.durationInSeconds(7200))
                        .s3Configuration(s -> s.bucketARN("arn:aws:s3:::failing")
                                .roleARN("arn:aws:iam::" + ClientsOf.DEFAULT_ACCOUNT + ":role/delivery"))
                        .build()));
        put("failing");

        hydrant.control().advance(Duration.ofHours(1));

        assertThat(hydrant.control().deliveries("failing")).contains("\"attempt\":" + (FAILURES + 1));
        assertThat(logged.of("Not delivered stream=failing")).hasSize(8).allSatisfy(line -> assertThat(line)
                .contains("HttpEndpoint.DestinationException"));
        assertThat(logged.of("Destination takes records again stream=failing"))
                .containsExactly("Destination takes records again stream=failing purpose=DESTINATION failures=20");
    }

    @Test
    void aBucketThatIsMissingForADayHasFewLines() {
        clients.firehose.createDeliveryStream(r -> r.deliveryStreamName("lost")
                .extendedS3DestinationConfiguration(s3 -> s3.bucketARN("arn:aws:s3:::lost")
                        .roleARN("arn:aws:iam::" + ClientsOf.DEFAULT_ACCOUNT + ":role/delivery")));
        for (int i = 0; i < 5; i++) {
            put("lost");
            hydrant.control().advance(Duration.ofMinutes(5));
        }

        hydrant.control().advance(Duration.ofHours(25));

        assertThat(logged.of("Not delivered stream=lost")).hasSizeBetween(9, 12);
        assertThat(logged.of("Not delivered stream=lost").get(8)).contains("result=DROPPED");
        assertThat(logged.of("Destination takes")).isEmpty();
    }

    private void put(String stream) {
        clients.firehose.putRecord(
                r -> r.deliveryStreamName(stream).record(record -> record.data(SdkBytes.fromUtf8String("one"))));
    }
}

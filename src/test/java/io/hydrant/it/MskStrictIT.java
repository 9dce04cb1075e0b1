package io.hydrant.it;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import io.hydrant.Hydrant;
import io.hydrant.control.HydrantControl;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamType;
import software.amazon.awssdk.services.firehose.model.InvalidArgumentException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Streams that read a topic, where Kafka's client is missing and where it is not. */
class MskStrictIT {
    private static final String MISSING = "Hydrant comes without Kafka's client";

    private static final String CLUSTER = "arn:aws:kafka:us-east-1:000000000000:cluster/events/11111111-2222";

    private static void create(ClientsOf clients) {
        clients.firehose.createDeliveryStream(r -> r.deliveryStreamName("topic")
                .deliveryStreamType(DeliveryStreamType.MSK_AS_SOURCE)
                .mskSourceConfiguration(source -> source.mskClusterARN(CLUSTER)
                        .topicName("clicks")
                        .authenticationConfiguration(
                                a -> a.roleARN(ProcessingStream.ROLE).connectivity("PRIVATE")))
                .extendedS3DestinationConfiguration(
                        to -> to.roleARN(ProcessingStream.ROLE).bucketARN("arn:aws:s3:::topic")));
    }

    @Test
    void strictModeRefusesAStreamWhileKafkasClientIsMissing() throws IOException {
        try (ChildProcess strict = ChildProcess.without("kafka-clients", "--strict", "true");
                ClientsOf clients = ClientsOf.defaults(strict.endpoint(), "us-east-1")) {
            assertThatThrownBy(() -> create(clients))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("MSKSourceConfiguration: " + MISSING)
                    .hasMessageContaining("org.apache.kafka:kafka-clients");
            assertThat(clients.firehose.listDeliveryStreams().deliveryStreamNames())
                    .isEmpty();
        }
    }

    @Test
    void otherwiseItIsTakenWithAWarning() throws IOException {
        try (ChildProcess lenient = ChildProcess.without("kafka-clients");
                ClientsOf clients = ClientsOf.defaults(lenient.endpoint(), "us-east-1")) {
            HydrantControl control = new HydrantControl(lenient.endpoint());
            control.freeze(true);
            control.putResource(CLUSTER, "localhost:1");
            create(clients);
            control.advance(Duration.ofSeconds(5));

            assertThat(control.stream("topic")).contains(MISSING);
        }
    }

    @Test
    void strictModeTakesAStreamWhereTheClientIs() {
        try (Hydrant strict = Hydrant.start(Map.of("HYDRANT_STRICT", "true"));
                ClientsOf clients = ClientsOf.defaults(strict)) {
            create(clients);

            assertThat(clients.firehose.listDeliveryStreams().deliveryStreamNames())
                    .containsExactly("topic");
        }
    }
}

package io.hydrant.destination.toy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AwsException;
import io.hydrant.destination.Purpose;
import io.hydrant.firehose.configuration.DestinationConfiguration;
import io.hydrant.firehose.configuration.Destinations;
import io.hydrant.firehose.configuration.RuleContext;
import io.hydrant.firehose.configuration.SourceConfiguration;
import io.hydrant.firehose.configuration.UnsupportedFeature;
import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.firehose.stream.LiveStream;
import io.hydrant.firehose.stream.NewStream;
import io.hydrant.firehose.stream.StreamSettings;
import io.hydrant.record.RecordFrames;
import io.hydrant.support.StreamWorld;
import io.hydrant.support.Undelivered;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A destination that only its own package and one line of the list know. */
class ToyTypeTest {
    private final StreamWorld world = new StreamWorld(1_000_000, 0);
    private final RuleContext context =
            new RuleContext(world.caller(), world.scope().region());
    private final Destinations destinations = new Destinations(List.of(new ToyType()));

    private DestinationConfiguration created(Map<String, Object> members) {
        return destinations.fromCreate(Map.of("ToyDestinationConfiguration", members), context);
    }

    @Test
    void isCheckedAndCompleted() {
        assertThat(created(Map.of("BoxName", "red")).members())
                .containsEntry("BoxName", "red")
                .containsEntry("BufferingHints", Map.of("IntervalInSeconds", 60, "SizeInMBs", 1));
        assertThatThrownBy(() -> created(Map.of("BoxName", "")))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("BoxName must be provided.");
    }

    @Test
    void isUpdatedAndShown() {
        DestinationConfiguration updated = destinations.merge(
                created(Map.of("BoxName", "red")), Map.of("ToyDestinationUpdate", Map.of("BoxName", "blue")), context);

        assertThat(updated.describe()).containsEntry("ToyDestinationDescription", updated.members());
        assertThat(updated.members()).containsEntry("BoxName", "blue").containsKey("BufferingHints");
        assertThat(UnsupportedFeature.sentences(updated, SourceConfiguration.directPut()))
                .isEmpty();
    }

    @Test
    void isDeliveredTo() {
        DeliveryStreams streams = new DeliveryStreams(Undelivered.services(
                world.time(),
                world.events(),
                world.budget(),
                world.encryption(),
                new StreamSettings(Duration.ZERO, Duration.ZERO)));
        LiveStream stream = streams.create(
                world.scope(),
                new NewStream(
                        "s",
                        SourceConfiguration.directPut(),
                        created(Map.of("BoxName", "green")),
                        Map.of(),
                        List.of(),
                        Optional.empty()),
                world.caller());
        RecordFrames records = new RecordFrames();
        records.add("a".getBytes(UTF_8));
        records.add("b".getBytes(UTF_8));
        stream.put(records, world.caller(), true);

        world.time().advance(Duration.ofSeconds(60));

        assertThat(ToyDestination.arrived("green")).containsExactly("a", "b");
        assertThat(stream.delivered(Purpose.DESTINATION).records()).isEqualTo(2);
    }
}

package io.hydrant.admin;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import io.hydrant.delivery.DeliveryDependencies;
import io.hydrant.delivery.DeliveryLedger;
import io.hydrant.destination.CpuPermits;
import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.Destination;
import io.hydrant.destination.Transfer;
import io.hydrant.firehose.configuration.DestinationConfiguration;
import io.hydrant.firehose.configuration.SourceConfiguration;
import io.hydrant.firehose.configuration.processing.Processors;
import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.firehose.stream.FirehoseLimits;
import io.hydrant.firehose.stream.NewStream;
import io.hydrant.firehose.stream.StreamDependencies;
import io.hydrant.firehose.stream.StreamSettings;
import io.hydrant.record.RecordFrames;
import io.hydrant.source.SourceTypes;
import io.hydrant.source.directput.DirectPutType;
import io.hydrant.support.FakeBuckets;
import io.hydrant.support.StreamWorld;
import io.hydrant.support.TestDestinations;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A flush beside deliveries that do not end. */
class DeliveryCallsTest {
    private final StreamWorld world = new StreamWorld(1_000_000, 0);
    private final ArrayDeque<Runnable> underWay = new ArrayDeque<>();
    private final DeliveryLedger ledger = new DeliveryLedger(100);
    private final DeliveryStreams streams = new DeliveryStreams(new StreamDependencies(
            world.time(),
            world.time(),
            world.events(),
            world.budget(),
            world.encryption(),
            new StreamSettings(Duration.ZERO, Duration.ZERO),
            FirehoseLimits.none(),
            new DeliveryDependencies(
                    world.time(), world.time(), (mayHang, task) -> underWay.add(task), new Random(1), 500),
            new SourceTypes(List.of(new DirectPutType(world.time(), region -> Optional.empty()))),
            new Processors(List.of()),
            (FakeBuckets) (bucket, origin, purpose, partition) -> new Taker(),
            new CpuPermits(1),
            ledger));
    private final DeliveryCalls calls =
            new DeliveryCalls(streams, ledger, world.scope(), Duration.ofMillis(1), Runnable::run);

    private void holding(String name) {
        streams.create(
                        world.scope(),
                        new NewStream(
                                name,
                                SourceConfiguration.directPut(),
                                new DestinationConfiguration(
                                        TestDestinations.EXTENDED_S3, Map.of("BucketARN", "arn:aws:s3:::bucket")),
                                Map.of(),
                                List.of(),
                                Optional.empty()),
                        world.caller())
                .put(record(), world.caller());
    }

    private static RecordFrames record() {
        RecordFrames frames = new RecordFrames();
        frames.add(new byte[] {1});
        return frames;
    }

    @Test
    void aFlushDoesNotWaitForeverAndSaysForWhatItDidNot() {
        holding("done");
        holding("hanging");
        DeliveryCalls.Answer first = calls.flush("stream=done").join();
        assertThat(first.status()).isEqualTo(409);
        underWay.remove().run();

        DeliveryCalls.Answer both = calls.flush("").join();

        assertThat(both.status()).isEqualTo(409);
        assertThat(both.body()).containsEntry("inFlight", List.of("hanging"));
        assertThat(String.valueOf(both.body().get("error"))).contains("hanging").doesNotContain("done");
        assertThat(both.body()).containsKey("deliveries");
    }

    @Test
    void aFlushThatEndsTellsItsAttemptsAlone() {
        holding("done");
        assertThat(calls.flush("stream=done").join().status()).isEqualTo(409);
        underWay.remove().run();

        DeliveryCalls.Answer answer = calls.flush("stream=done").join();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).containsOnlyKeys("deliveries");
    }

    private static final class Taker implements Destination {
        @Override
        public Transfer begin() {
            return batch -> new DeliveryResult.Delivered("s3://bucket/key", batch.bytes());
        }

        @Override
        public Duration retryFor() {
            return Duration.ZERO;
        }
    }
}

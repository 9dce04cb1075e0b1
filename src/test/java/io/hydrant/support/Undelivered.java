package io.hydrant.support;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import io.hydrant.delivery.DeliveryDependencies;
import io.hydrant.delivery.DeliveryLedger;
import io.hydrant.destination.CpuPermits;
import io.hydrant.destination.Destination;
import io.hydrant.destination.Transfer;
import io.hydrant.events.EventLog;
import io.hydrant.firehose.configuration.processing.Processors;
import io.hydrant.firehose.encryption.EncryptionServices;
import io.hydrant.firehose.stream.FirehoseLimits;
import io.hydrant.firehose.stream.StreamDependencies;
import io.hydrant.firehose.stream.StreamSettings;
import io.hydrant.record.BufferBudget;
import io.hydrant.source.SourceTypes;
import io.hydrant.source.directput.DirectPutType;
import io.hydrant.time.VirtualTime;

/** The services of streams whose records nobody fetches. */
public final class Undelivered {
    private Undelivered() {}

    public static StreamDependencies services(
            VirtualTime time,
            EventLog events,
            BufferBudget budget,
            EncryptionServices encryption,
            StreamSettings settings) {
        return new StreamDependencies(
                time,
                time,
                events,
                budget,
                encryption,
                settings,
                FirehoseLimits.none(),
                new DeliveryDependencies(time, time, (mayHang, task) -> task.run(), new Random(1), 500),
                new SourceTypes(List.of(new DirectPutType(time, region -> Optional.empty()))),
                new Processors(List.of()),
                (FakeBuckets) (bucket, origin, purpose, partition) -> new Nowhere(),
                new CpuPermits(1),
                new DeliveryLedger(10));
    }

    private static final class Nowhere implements Destination {
        @Override
        public Transfer begin() {
            throw new AssertionError("Nothing is delivered in this test");
        }

        @Override
        public Duration retryFor() {
            return Duration.ZERO;
        }
    }
}

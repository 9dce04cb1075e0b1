package io.hydrant.support;

import java.time.Duration;
import java.util.Random;

import io.hydrant.delivery.BufferBudget;
import io.hydrant.delivery.DeliveryLedger;
import io.hydrant.delivery.Destination;
import io.hydrant.delivery.LaneServices;
import io.hydrant.delivery.Shipment;
import io.hydrant.events.EventLog;
import io.hydrant.firehose.encryption.EncryptionServices;
import io.hydrant.firehose.stream.FirehoseLimits;
import io.hydrant.firehose.stream.StreamServices;
import io.hydrant.firehose.stream.StreamSettings;
import io.hydrant.time.VirtualTime;

/** The services of streams whose records nobody fetches. */
public final class Undelivered {
    private Undelivered() {}

    public static StreamServices services(
            VirtualTime time,
            EventLog events,
            BufferBudget budget,
            EncryptionServices encryption,
            StreamSettings settings) {
        return new StreamServices(
                time,
                time,
                events,
                budget,
                encryption,
                settings,
                FirehoseLimits.none(),
                new LaneServices(time, time, (to, task) -> task.run(), new Random(1)),
                (spec, origin, purpose) -> new Nowhere(),
                new DeliveryLedger(10));
    }

    private static final class Nowhere implements Destination {
        @Override
        public Shipment begin() {
            throw new AssertionError("Nothing is delivered in this test");
        }

        @Override
        public Duration retryFor() {
            return Duration.ZERO;
        }
    }
}

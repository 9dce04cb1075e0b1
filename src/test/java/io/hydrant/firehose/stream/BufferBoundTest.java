package io.hydrant.firehose.stream;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.firehose.configuration.DestinationConfiguration;
import io.hydrant.firehose.configuration.SourceConfiguration;
import io.hydrant.record.RecordFrames;
import io.hydrant.support.StreamWorld;
import io.hydrant.support.TestDestinations;
import io.hydrant.support.Undelivered;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What all buffers together take, and when there is no more room. */
class BufferBoundTest {
    private final StreamWorld world = new StreamWorld(1_000, 0);
    private final LiveStream stream = new DeliveryStreams(Undelivered.services(
                    world.time(),
                    world.events(),
                    world.budget(),
                    world.encryption(),
                    new StreamSettings(Duration.ZERO, Duration.ZERO)))
            .create(
                    world.scope(),
                    new NewStream(
                            "orders",
                            SourceConfiguration.directPut(),
                            new DestinationConfiguration(TestDestinations.REDSHIFT, Map.of()),
                            Map.of(),
                            List.of(),
                            Optional.empty()),
                    world.caller());

    private int put(int records, int bytesEach) {
        RecordFrames frames = new RecordFrames();
        for (int i = 0; i < records; i++) {
            frames.add(new byte[bytesEach]);
        }
        return stream.put(frames, world.caller()).accepted();
    }

    @Test
    void recordsWithoutBytesTakeRoomToo() {
        assertThat(put(30, 0)).isEqualTo(30);
        assertThat(put(30, 0)).isEqualTo(1);
        assertThat(put(1, 0)).isZero();

        assertThat(stream.counts().bufferedRecords()).isEqualTo(31);
        assertThat(stream.counts().bufferedBytes()).isZero();
        assertThat(stream.counts().throttledRecords()).isEqualTo(30);
    }

    @Test
    void aRecordTakesItsBytesAndThirtyTwoMore() {
        assertThat(put(1, 968)).isEqualTo(1);
        assertThat(world.budget().used()).isEqualTo(1_000);
        assertThat(stream.counts().bufferedBytes()).isEqualTo(968);
    }

    @Test
    void theRoomComesBackWithTheRecords() {
        put(5, 10);
        world.time().advance(Duration.ofHours(24));

        assertThat(stream.counts().bufferedRecords()).isZero();
        assertThat(world.budget().used()).isZero();
    }
}

package io.hydrant.service.kinesis.embedded.api.stream;

import java.util.List;
import java.util.Optional;

import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;
import io.hydrant.service.kinesis.embedded.stream.StreamSettings;

import static io.hydrant.service.kinesis.embedded.api.operation.KinesisOperation.structure;

/** Streams in answers. */
final class StreamShapes {
    private StreamShapes() {}

    /** The members that both descriptions have. */
    static Structure described(String shape, StreamDescription stream) {
        StreamSettings settings = stream.settings();
        return named(shape, stream)
                .with("RetentionPeriodHours", settings.retentionHours())
                .with(
                        "EnhancedMonitoring",
                        List.of(structure("EnhancedMetrics")
                                .with("ShardLevelMetrics", List.copyOf(settings.sortedMetrics()))))
                .with("EncryptionType", settings.key().isPresent() ? "KMS" : "NONE")
                .with("KeyId", settings.key());
    }

    /** The members that lists have too. */
    static Structure named(String shape, StreamDescription stream) {
        return structure(shape)
                .with("StreamName", stream.name())
                .with("StreamARN", stream.arn().toString())
                .with("StreamStatus", stream.status().name())
                .with("StreamCreationTimestamp", stream.created())
                .with(
                        "StreamModeDetails",
                        structure("StreamModeDetails")
                                .with("StreamMode", stream.settings().onDemand() ? "ON_DEMAND" : "PROVISIONED"));
    }

    /** What an on-demand stream is kept ready for: at once what was asked for. */
    static Optional<Structure> warmThroughput(StreamSettings settings) {
        return settings.warmMibps().map(warm -> structure("WarmThroughputObject")
                .with("TargetMiBps", warm)
                .with("CurrentMiBps", warm));
    }
}

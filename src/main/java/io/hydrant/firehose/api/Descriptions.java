package io.hydrant.firehose.api;

import java.time.Instant;
import java.util.Optional;

import io.hydrant.firehose.configuration.DestinationConfiguration;
import io.hydrant.firehose.configuration.SourceConfiguration;
import io.hydrant.firehose.configuration.Sources;
import io.hydrant.firehose.encryption.EncryptionState;
import io.hydrant.firehose.stream.DeliveryStream;
import io.hydrant.source.SourceKind;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamDescription;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionConfiguration;
import software.amazon.awssdk.services.firehose.model.DestinationDescription;
import software.amazon.awssdk.services.firehose.model.FailureDescription;
import software.amazon.awssdk.services.firehose.model.SourceDescription;

/** Builds what DescribeDeliveryStream shows of a stream; what is not set is left out. */
final class Descriptions {
    private Descriptions() {}

    /** The stream under that encryption; the same arguments give an equal description. */
    static DeliveryStreamDescription of(DeliveryStream stream, EncryptionState encryption) {
        DeliveryStreamDescription.Builder description = DeliveryStreamDescription.builder()
                .deliveryStreamName(stream.name())
                .deliveryStreamARN(stream.arn())
                .deliveryStreamStatus(stream.status().name())
                .deliveryStreamType(stream.source().kind().name())
                .versionId(Long.toString(stream.version()))
                .createTimestamp(stream.created())
                .destinations(destination(stream.destination()))
                .hasMoreDestinations(false);
        stream.updated().ifPresent(description::lastUpdateTimestamp);
        stream.failure().map(Descriptions::failure).ifPresent(description::failureDescription);
        source(stream.source(), stream.active()).ifPresent(description::source);
        // Observed: a stream that reads from Kinesis has no encryption member at all.
        if (stream.source().kind() == SourceKind.DirectPut) {
            description.deliveryStreamEncryptionConfiguration(encryption(encryption));
        }
        return description.build();
    }

    /** Secrets are not part of a description's shape and fall away by that. */
    static DestinationDescription destination(DestinationConfiguration configuration) {
        return SdkTrees.fill(DestinationDescription.builder(), configuration.describe())
                .destinationId(DeliveryStream.DESTINATION_ID)
                .build();
    }

    static Optional<SourceDescription> source(SourceConfiguration source, Optional<Instant> activeSince) {
        return Sources.describe(source, activeSince).map(members -> SdkTrees.fill(SourceDescription.builder(), members)
                .build());
    }

    private static DeliveryStreamEncryptionConfiguration encryption(EncryptionState state) {
        DeliveryStreamEncryptionConfiguration.Builder shown = DeliveryStreamEncryptionConfiguration.builder()
                .status(state.status().name());
        state.shownKey().ifPresent(key -> {
            shown.keyType(key.type().name());
            key.keyArn().ifPresent(arn -> shown.keyARN(arn.value()));
        });
        state.failure().map(Descriptions::failure).ifPresent(shown::failureDescription);
        return shown.build();
    }

    private static FailureDescription failure(io.hydrant.firehose.encryption.FailureDescription failure) {
        return FailureDescription.builder()
                .type(failure.type().name())
                .details(failure.details())
                .build();
    }
}

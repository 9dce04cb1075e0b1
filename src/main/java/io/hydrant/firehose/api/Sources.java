package io.hydrant.firehose.api;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AwsException;
import io.hydrant.firehose.stream.FirehoseErrors;
import io.hydrant.firehose.stream.SourceConfiguration;
import io.hydrant.firehose.stream.SourceKind;
import software.amazon.awssdk.services.firehose.model.CreateDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.SourceDescription;

/** The four sources: from a request to the stored value, and to what Describe shows. */
public final class Sources {
    private Sources() {}

    /**
     * The source of a new stream; DirectPut when the request does not say.
     *
     * @throws AwsException {@code InvalidArgumentException} when the type and the source members do not belong together,
     *     or when encryption is asked for a stream that is not DirectPut; the texts are guesses
     */
    public static SourceConfiguration fromCreate(CreateDeliveryStreamRequest request) {
        SourceKind kind = request.deliveryStreamTypeAsString() == null
                ? SourceKind.DirectPut
                : SourceKind.valueOf(request.deliveryStreamTypeAsString());
        for (SourceKind other : SourceKind.values()) {
            if (other != kind && SdkTrees.member(request, other.configurationMember()) != null) {
                throw new AwsException(FirehoseErrors.invalidArgument(
                        other.configurationMember() + " cannot be given for delivery stream type " + kind + "."));
            }
        }
        Map<String, Object> members = SdkTrees.member(request, kind.configurationMember());
        if (members == null && kind != SourceKind.DirectPut) {
            throw new AwsException(FirehoseErrors.invalidArgument(
                    kind.configurationMember() + " must be given for delivery stream type " + kind + "."));
        }
        if (kind != SourceKind.DirectPut && request.deliveryStreamEncryptionConfigurationInput() != null) {
            throw new AwsException(FirehoseErrors.encryptionNeedsDirectPut(kind));
        }
        return new SourceConfiguration(kind, members == null ? Map.of() : members);
    }

    /**
     * What Describe shows; nothing for a plain DirectPut stream.
     *
     * @param activeSince when the stream became active, which is where reading began; empty before that
     */
    public static Optional<SourceDescription> describe(SourceConfiguration source, Optional<Instant> activeSince) {
        if (source.members().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> members = activeSince
                .map(since -> Members.with(source.members(), "DeliveryStartTimestamp", since))
                .orElse(source.members());
        return Optional.of(
                SdkTrees.fill(SourceDescription.builder(), Map.of(source.kind().descriptionMember(), members))
                        .build());
    }
}

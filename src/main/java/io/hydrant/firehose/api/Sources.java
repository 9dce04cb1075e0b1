package io.hydrant.firehose.api;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AwsException;
import io.hydrant.firehose.stream.FirehoseErrors;
import io.hydrant.firehose.stream.SourceConfiguration;
import io.hydrant.firehose.stream.SourceKind;
import io.hydrant.protocol.CallContext;
import software.amazon.awssdk.services.firehose.model.CreateDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.SourceDescription;

/** The four sources: from a request to the stored value, and to what Describe shows. */
public final class Sources {
    private Sources() {}

    /**
     * The source of a new stream; DirectPut when the request does not say. A configuration of another source is passed over, as
     * recorded on AWS in September 2026 for DirectPut.
     *
     * @throws AwsException {@code InvalidArgumentException} when the source's own configuration is missing, or when encryption is
     *     asked for a source that has its own; {@code AccessDeniedException} for a role of another account (a guess)
     */
    public static SourceConfiguration fromCreate(CreateDeliveryStreamRequest request, CallContext context) {
        SourceKind kind = request.deliveryStreamTypeAsString() == null
                ? SourceKind.DirectPut
                : SourceKind.valueOf(request.deliveryStreamTypeAsString());
        Map<String, Object> members = SdkTrees.member(request, kind.configurationMember());
        if (members == null) {
            switch (kind) {
                case DirectPut -> {}
                case KinesisStreamAsSource ->
                    throw missing("KinesisSourceStreamConfig is mandatory for KinesisStreamAsSource stream type.");
                case MSKAsSource -> throw missing("MSKSourceConfig is mandatory for MSK as Source stream type.");
                case DatabaseAsSource -> // a guess after the two recorded texts
                    throw missing("DatabaseSourceConfig is mandatory for Database as Source stream type.");
            }
            members = Map.of();
        }
        Rule.require(
                kind != SourceKind.DatabaseAsSource || request.icebergDestinationConfiguration() != null,
                "IcebergDestinationConfiguration must be specified for Database as Source.");
        Rule.require(
                request.deliveryStreamEncryptionConfigurationInput() == null
                        || kind == SourceKind.DirectPut
                        || kind == SourceKind.DatabaseAsSource,
                "Server side encryption from firehose is only allowed for direct put delivery streams and database as a "
                        + "source delivery streams");
        RoleRules.checkRole(members, "RoleARN", context.caller());
        RoleRules.checkRole(Members.structure(members, "AuthenticationConfiguration"), "RoleARN", context.caller());
        return new SourceConfiguration(kind, members);
    }

    /** One sentence for each source that the request configures and its type does not use. */
    static List<String> unused(CreateDeliveryStreamRequest request, SourceKind kind) {
        return Arrays.stream(SourceKind.values())
                .filter(other -> other != kind && SdkTrees.member(request, other.configurationMember()) != null)
                .map(other -> other.configurationMember() + ": a stream of type " + kind + " does not use it")
                .toList();
    }

    private static AwsException missing(String text) {
        return new AwsException(FirehoseErrors.invalidArgument(text));
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

package io.hydrant.firehose.configuration;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.firehose.configuration.access.RoleRules;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.member.Rule;
import io.hydrant.source.SourceKind;

/** The four sources: from a request to the stored value, and to what Describe shows. */
public final class Sources {
    private Sources() {}

    /**
     * The source of a new stream; DirectPut when the request does not say. A configuration of another source is passed over, as
     * recorded on AWS in September 2026 for DirectPut.
     *
     * @param request the members of CreateDeliveryStream
     * @throws io.hydrant.aws.AwsException {@code InvalidArgumentException} when the source's own configuration is missing, or when encryption is
     *     asked for a source that has its own; {@code AccessDeniedException} for a role of another account (a guess)
     */
    public static SourceConfiguration fromCreate(Map<String, Object> request, RuleContext context) {
        SourceKind kind = Members.text(request, "DeliveryStreamType")
                .map(SourceKind::valueOf)
                .orElse(SourceKind.DirectPut);
        boolean configured = request.containsKey(kind.configurationMember());
        kind.refusalWhenMissing().ifPresent(refusal -> Rule.require(configured, refusal));
        Map<String, Object> members = Members.structure(request, kind.configurationMember());
        Rule.require(
                kind != SourceKind.DatabaseAsSource || request.containsKey("IcebergDestinationConfiguration"),
                "IcebergDestinationConfiguration must be specified for Database as Source.");
        Rule.require(
                !request.containsKey("DeliveryStreamEncryptionConfigurationInput")
                        || kind == SourceKind.DirectPut
                        || kind == SourceKind.DatabaseAsSource,
                "Server side encryption from firehose is only allowed for direct put delivery streams and database as a "
                        + "source delivery streams");
        RoleRules.checkRole(members, "RoleARN", context.caller());
        RoleRules.checkRole(Members.structure(members, "AuthenticationConfiguration"), "RoleARN", context.caller());
        return new SourceConfiguration(kind, members);
    }

    /** One sentence for each source that the request configures and its type does not use. */
    public static List<String> unused(Map<String, Object> request, SourceKind kind) {
        return Arrays.stream(SourceKind.values())
                .filter(other -> other != kind && request.containsKey(other.configurationMember()))
                .map(other -> other.configurationMember() + ": a stream of type " + kind + " does not use it")
                .toList();
    }

    /**
     * What Describe shows; nothing for a plain DirectPut stream.
     *
     * @param activeSince when the stream became active, which is where reading began; empty before that
     */
    public static Optional<Map<String, Object>> describe(SourceConfiguration source, Optional<Instant> activeSince) {
        if (source.members().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> members = activeSince
                .map(since -> Members.with(source.members(), "DeliveryStartTimestamp", since))
                .orElse(source.members());
        return Optional.of(Map.of(source.kind().descriptionMember(), members));
    }
}

package io.hydrant.firehose.configuration;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import io.hydrant.aws.AwsException;
import io.hydrant.aws.Region;
import io.hydrant.firehose.configuration.member.ConfigurationErrors;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.processing.ConversionRules;

/** The ten destinations: from a request to the stored value, through updates, and to what Describe shows. */
public final class Destinations {
    private Destinations() {}

    /**
     * The destination of a new stream, checked, with every default filled in.
     *
     * @param request the members of CreateDeliveryStream
     * @throws AwsException {@code InvalidArgumentException}, {@code InvalidParameterValueException}, {@code
     *     AccessDeniedException}
     */
    public static DestinationConfiguration fromCreate(Map<String, Object> request, RuleContext context) {
        Map<DestinationKind, Map<String, Object>> given = given(request, DestinationKind::configurationMember);
        if (given.size() != 1) {
            throw new AwsException(ConfigurationErrors.exactlyOneDestination());
        }
        DestinationKind kind = given.keySet().iterator().next();
        Map<String, Object> members = given.values().iterator().next();
        DestinationRules.checkGiven(members);
        DestinationConfiguration completed =
                new DestinationConfiguration(kind, DestinationDefaults.complete(kind, members));
        DestinationRules.checkCompleted(completed, context);
        checkRegion(completed, context.region());
        return completed;
    }

    /**
     * {@code current} after an update; an equal value when the update changes nothing.
     *
     * @param request the members of UpdateDestination
     * @throws AwsException {@code InvalidArgumentException}, {@code InvalidParameterValueException}, {@code
     *     AccessDeniedException}
     */
    public static DestinationConfiguration merge(
            DestinationConfiguration current, Map<String, Object> request, RuleContext context) {
        Map<DestinationKind, Map<String, Object>> given = given(request, DestinationKind::updateMember);
        if (given.isEmpty()) {
            throw new AwsException(ConfigurationErrors.noUpdateGiven());
        }
        if (given.size() > 1) {
            throw new AwsException(ConfigurationErrors.exactlyOneDestination());
        }
        Map<String, Object> update = given.values().iterator().next();
        update = Members.renamed(update, "S3Update", "S3Configuration");
        update = Members.renamed(update, "S3BackupUpdate", "S3BackupConfiguration");
        DestinationConfiguration merged =
                DestinationMerge.merge(current, given.keySet().iterator().next(), update, context);
        checkRegion(merged, context.region());
        return merged;
    }

    /**
     * Refuses members that {@code region} does not offer: FileExtension and CustomTimeZone outside the public partition.
     *
     * @throws AwsException {@code InvalidArgumentException}
     */
    private static void checkRegion(DestinationConfiguration configuration, Region region) {
        boolean restricted =
                region.partition().equals("aws-us-gov") || region.partition().startsWith("aws-iso");
        if (restricted
                && (configuration.members().containsKey("FileExtension")
                        || configuration.members().containsKey("CustomTimeZone"))) {
            throw new AwsException(ConfigurationErrors.extensionAndZoneUnavailable());
        }
    }

    /** What DescribeDeliveryStream shows, and secrets: they are not part of a description's shape and fall away there. */
    public static Map<String, Object> describe(DestinationConfiguration configuration) {
        Map<String, Object> members = configuration.members();
        Map<String, Object> described = new LinkedHashMap<>();
        if (configuration.kind().isBucketOnly()) {
            // Both twins, however the stream was made. Observed for the extended one, a guess for the plain one.
            described.put("S3DestinationDescription", members);
            described.put(
                    "ExtendedS3DestinationDescription",
                    describedMembers(DestinationDefaults.complete(DestinationKind.EXTENDED_S3, members)));
        } else {
            described.put(configuration.kind().descriptionMember(), describedMembers(members));
        }
        return described;
    }

    /**
     * One sentence for each thing that the configuration asks for and Hydrant accepts, stores and shows without
     * carrying it out.
     */
    public static List<String> notCarriedOut(DestinationConfiguration destination, SourceConfiguration source) {
        return UnsupportedFeature.sentences(destination, source);
    }

    private static Map<String, Object> describedMembers(Map<String, Object> members) {
        Map<String, Object> described = members;
        described = Members.renamed(described, "S3Configuration", "S3DestinationDescription");
        described = Members.renamed(described, "S3BackupConfiguration", "S3BackupDescription");
        if (described.containsKey("VpcConfiguration")) {
            Map<String, Object> vpc = Members.structure(described, "VpcConfiguration");
            described = Members.with(described, "VpcConfigurationDescription", Members.with(vpc, "VpcId", vpcId(vpc)));
        }
        return described;
    }

    /** An invented id of the VPC that the subnets are in; the same subnets always tell the same VPC. */
    private static String vpcId(Map<String, Object> vpc) {
        int hash = String.valueOf(vpc.get("SubnetIds")).hashCode();
        return "vpc-0" + String.format(Locale.ROOT, "%016x", hash * 0x9E3779B97F4A7C15L);
    }

    private static Map<DestinationKind, Map<String, Object>> given(
            Map<String, Object> request, Function<DestinationKind, String> memberOf) {
        Map<DestinationKind, Map<String, Object>> given = new EnumMap<>(DestinationKind.class);
        for (DestinationKind kind : DestinationKind.values()) {
            String member = memberOf.apply(kind);
            if (request.containsKey(member)) {
                given.put(kind, Members.structure(request, member));
            }
        }
        // Observed: a malformed role of a conversion schema is told before every other rule.
        given.values().forEach(ConversionRules::checkRoleSyntax);
        return given;
    }
}

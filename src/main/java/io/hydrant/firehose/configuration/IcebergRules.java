package io.hydrant.firehose.configuration;

import java.util.Map;

import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.member.Rule;
import io.hydrant.firehose.configuration.processing.ProcessorRules;

/** The rules for Apache Iceberg tables. Texts recorded on AWS in September 2026. */
final class IcebergRules {
    private IcebergRules() {}

    /**
     * Checks the backup mode, and that records without a key find a table.
     *
     * @throws io.hydrant.aws.AwsException {@code InvalidArgumentException}
     */
    static void check(Map<String, Object> members) {
        Rule.require(
                !Members.text(members, "S3BackupMode").orElse("").equals("AllData"),
                "S3BackupMode.AllData is not supported for Iceberg as destination.");
        boolean routed = ProcessorRules.has(members, "Lambda") || ProcessorRules.has(members, "MetadataExtraction");
        Rule.require(
                routed
                        || Members.structures(members, "DestinationTableConfigurationList")
                                        .size()
                                == 1,
                "A single default destination table configuration must be provided when both Lambda and "
                        + "MetadataExtraction processors are not provided");
    }
}

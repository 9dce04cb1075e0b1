package io.hydrant.destination.iceberg;

import java.util.List;
import java.util.Map;

import io.hydrant.firehose.configuration.BackupChange;
import io.hydrant.firehose.configuration.DestinationRules;
import io.hydrant.firehose.configuration.RuleContext;
import io.hydrant.firehose.configuration.member.BufferingMembers;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.member.RetryMembers;
import io.hydrant.firehose.configuration.member.Rule;
import io.hydrant.firehose.configuration.processing.ProcessorRules;

/** The rules for Apache Iceberg tables. Texts recorded on AWS in September 2026. */
final class IcebergRules implements DestinationRules {
    @Override
    public List<String> requiredMembers() {
        return List.of("RoleARN", "CatalogConfiguration", "S3Configuration");
    }

    @Override
    public Map<String, Object> defaults() {
        return Map.of(
                "BufferingHints",
                BufferingMembers.of(300, 5),
                "RetryOptions",
                RetryMembers.of(300),
                "S3BackupMode",
                "FailedDataOnly");
    }

    @Override
    public BackupChange backupChange() {
        return BackupChange.FREE;
    }

    /**
     * Checks the backup mode, and that records without a key find a table.
     */
    @Override
    public void check(Map<String, Object> members, RuleContext context) {
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

    /** The queries of MetadataExtraction choose the table. A guess. */
    @Override
    public boolean takesPartitions(Map<String, Object> members) {
        return true;
    }

    /** The bucket comes as a complete configuration, not as an update, so it is replaced. */
    @Override
    public Map<String, Object> merge(Map<String, Object> stored, Map<String, Object> update) {
        return Members.merged(stored, update, List.of());
    }
}

package io.hydrant.destination.snowflake;

import java.util.List;
import java.util.Map;

import io.hydrant.firehose.configuration.BackupChange;
import io.hydrant.firehose.configuration.DestinationRules;
import io.hydrant.firehose.configuration.RuleContext;
import io.hydrant.firehose.configuration.access.SecretRules;
import io.hydrant.firehose.configuration.member.BufferingMembers;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.member.RetryMembers;
import io.hydrant.firehose.configuration.member.Rule;

/** The rules for Snowflake. Texts recorded on AWS in September 2026, unless said. */
final class SnowflakeRules implements DestinationRules {
    @Override
    public List<String> requiredMembers() {
        return List.of("AccountUrl", "Database", "Schema", "Table", "RoleARN", "S3Configuration");
    }

    @Override
    public Map<String, Object> defaults() {
        return Map.of(
                "BufferingHints",
                BufferingMembers.of(0, 1),
                "RetryOptions",
                RetryMembers.of(60),
                "DataLoadingOption",
                "JSON_MAPPING",
                "S3BackupMode",
                "FailedDataOnly");
    }

    @Override
    public BackupChange backupChange() {
        return BackupChange.WIDENED;
    }

    /**
     * Checks login, role and the columns that the loading option wants.
     */
    @Override
    public void check(Map<String, Object> members, RuleContext context) {
        if (!SecretRules.isEnabled(members)) {
            Rule.require(Members.hasText(members, "PrivateKey"), "PrivateKey must be provided.");
            Rule.require(Members.hasText(members, "User"), "User must be provided.");
        }
        Map<String, Object> role = Members.structure(members, "SnowflakeRoleConfiguration");
        Rule.require(
                !Members.isTrue(role, "Enabled") || Members.hasText(role, "SnowflakeRole"),
                "Must provide SnowflakeRole when SnowflakeRoleConfiguration is enabled.");
        checkColumns(members);
    }

    /** The texts for a metadata column too many, and for a missing content column, are guesses after the recorded ones. */
    private static void checkColumns(Map<String, Object> members) {
        String option = Members.text(members, "DataLoadingOption").orElse("JSON_MAPPING");
        boolean content = Members.hasText(members, "ContentColumnName");
        boolean metadata = Members.hasText(members, "MetaDataColumnName");
        switch (option) {
            case "VARIANT_CONTENT_AND_METADATA_MAPPING" ->
                Rule.require(
                        content && metadata,
                        "Must provide ContentColumnName and MetadataColumnName when Data Loading Option is "
                                + "VARIANT_CONTENT_AND_METADATA_MAPPING.");
            case "VARIANT_CONTENT_MAPPING" ->
                Rule.require(
                        content, "Must provide ContentColumnName when Data Loading Option is VARIANT_CONTENT_MAPPING.");
            default ->
                Rule.require(
                        !content,
                        "Can't configure ContentColumnName when Data Loading Option is not VARIANT_CONTENT_MAPPING or "
                                + "VARIANT_CONTENT_AND_METADATA_MAPPING");
        }
        Rule.require(
                !metadata || option.equals("VARIANT_CONTENT_AND_METADATA_MAPPING"),
                "Can't configure MetadataColumnName when Data Loading Option is not "
                        + "VARIANT_CONTENT_AND_METADATA_MAPPING");
    }
}

package io.hydrant.destination.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.firehose.configuration.BackupChange;
import io.hydrant.firehose.configuration.DestinationRules;
import io.hydrant.firehose.configuration.RuleContext;
import io.hydrant.firehose.configuration.member.BufferingMembers;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.member.RetryMembers;
import io.hydrant.firehose.configuration.member.Rule;

/** The rules for a collection of OpenSearch Serverless. The text was recorded on AWS in September 2026. */
final class CollectionRules implements DestinationRules {
    @Override
    public List<String> requiredMembers() {
        return List.of("RoleARN", "IndexName", "S3Configuration");
    }

    @Override
    public Map<String, Object> defaults() {
        return Map.of(
                "BufferingHints",
                BufferingMembers.of(300, 5),
                "RetryOptions",
                RetryMembers.of(300),
                "S3BackupMode",
                "FailedDocumentsOnly");
    }

    @Override
    public BackupChange backupChange() {
        return BackupChange.NONE;
    }

    /** Checks that the collection is named. The text for a URL without a host is a guess. */
    @Override
    public void check(Map<String, Object> members, RuleContext context) {
        Rule.require(
                Members.hasText(members, "CollectionEndpoint"),
                "Must specify collection endpoint for delivery to OpenSearch serverless.");
        Rule.require(
                SearchSettings.isUrl(Members.text(members, "CollectionEndpoint").orElse("")),
                "CollectionEndpoint is not a valid URL");
    }

    @Override
    public Optional<String> nameIfNotExchangeable() {
        return Optional.of("AmazonOpenSearchServerless");
    }
}

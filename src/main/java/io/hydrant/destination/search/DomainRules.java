package io.hydrant.destination.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.firehose.configuration.BackupChange;
import io.hydrant.firehose.configuration.DestinationRules;
import io.hydrant.firehose.configuration.RuleContext;
import io.hydrant.firehose.configuration.bucket.BucketRules;
import io.hydrant.firehose.configuration.member.BufferingMembers;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.member.RetryMembers;
import io.hydrant.firehose.configuration.member.Rule;

/** The rules for a domain of Elasticsearch or OpenSearch. Texts recorded on AWS in September 2026. */
final class DomainRules implements DestinationRules {
    private static final String DOMAIN = "DomainARN";
    private static final String ENDPOINT = "ClusterEndpoint";

    private final String name;

    /**
     * @param name what the service prints
     */
    DomainRules(String name) {
        this.name = name;
    }

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
                "IndexRotationPeriod",
                "OneDay",
                "S3BackupMode",
                "FailedDocumentsOnly");
    }

    @Override
    public BackupChange backupChange() {
        return BackupChange.NONE;
    }

    /** Checks that the domain is named in one way. The text for a URL without a host is a guess. */
    @Override
    public void check(Map<String, Object> members, RuleContext context) {
        boolean domain = Members.hasText(members, DOMAIN);
        boolean endpoint = Members.hasText(members, ENDPOINT);
        Rule.require(
                !(domain && endpoint),
                "Cannot provide both Elasticsearch cluster endpoint and domain ARN. Provide either the cluster endpoint or "
                        + "domain arn. Must specify cluster endpoint for cross account elasticsearch cluster.");
        Rule.require(
                domain || endpoint,
                "Provide either the Elasticsearch cluster endpoint or domain arn. Must specify cluster endpoint for cross "
                        + "account Elasticsearch cluster.");
        Rule.require(
                domain || SearchSettings.isUrl(Members.text(members, ENDPOINT).orElse("")),
                ENDPOINT + " is not a valid URL");
    }

    /** A domain is named in one of two ways: the one that is given now takes the other's place. */
    @Override
    public Map<String, Object> merge(Map<String, Object> stored, Map<String, Object> update) {
        Map<String, Object> merged = new LinkedHashMap<>(Members.merged(stored, update, BucketRules.MEMBERS));
        if (update.containsKey(ENDPOINT) && !update.containsKey(DOMAIN)) {
            merged.remove(DOMAIN);
        } else if (update.containsKey(DOMAIN) && !update.containsKey(ENDPOINT)) {
            merged.remove(ENDPOINT);
        }
        return merged;
    }

    @Override
    public Optional<String> nameIfNotExchangeable() {
        return Optional.of(name);
    }
}

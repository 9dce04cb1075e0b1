package io.hydrant.firehose.configuration;

import java.util.Map;

import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.member.Rule;

/** The rules for Elasticsearch, OpenSearch and OpenSearch Serverless. Texts recorded on AWS in September 2026. */
final class SearchRules {
    private SearchRules() {}

    /**
     * Checks that a domain is named in one way.
     *
     * @throws io.hydrant.aws.AwsException {@code InvalidArgumentException}
     */
    static void checkDomain(Map<String, Object> members) {
        boolean domain = Members.hasText(members, "DomainARN");
        boolean endpoint = Members.hasText(members, "ClusterEndpoint");
        Rule.require(
                !(domain && endpoint),
                "Cannot provide both Elasticsearch cluster endpoint and domain ARN. Provide either the cluster endpoint or "
                        + "domain arn. Must specify cluster endpoint for cross account elasticsearch cluster.");
        Rule.require(
                domain || endpoint,
                "Provide either the Elasticsearch cluster endpoint or domain arn. Must specify cluster endpoint for cross "
                        + "account Elasticsearch cluster.");
    }

    /**
     * Checks that a collection is named.
     *
     * @throws io.hydrant.aws.AwsException {@code InvalidArgumentException}
     */
    static void checkCollection(Map<String, Object> members) {
        Rule.require(
                Members.hasText(members, "CollectionEndpoint"),
                "Must specify collection endpoint for delivery to OpenSearch serverless.");
    }
}

package io.hydrant.destination.search;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.Arn;
import io.hydrant.destination.BackedUpSpec;
import io.hydrant.destination.S3Bucket;
import io.hydrant.firehose.configuration.bucket.BucketReader;
import io.hydrant.firehose.configuration.member.BufferingMembers;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.member.RetryMembers;
import io.hydrant.record.BufferingHints;

/**
 * What the configuration of a search destination says.
 *
 * @param name the ARN of a domain, or the URL of a cluster or collection
 * @param url of that name; for a domain one like AWS's
 * @param retryFor from the first failure; zero for no retry
 * @param bucket where undeliverable records go
 * @param backsUpAll whether all records go there as well
 */
record SearchSettings(
        SearchKind kind,
        String name,
        URI url,
        DocumentForm form,
        BufferingHints hints,
        Duration retryFor,
        S3Bucket bucket,
        boolean backsUpAll)
        implements BackedUpSpec.Settings {
    /**
     * Reads a completed configuration.
     *
     * @throws IllegalArgumentException if its endpoint is not a URL with a host
     */
    static SearchSettings read(SearchKind kind, Map<String, Object> members) {
        boolean collection = kind == SearchKind.OPENSEARCH_SERVERLESS;
        String name = Members.givenText(members, collection ? "CollectionEndpoint" : "ClusterEndpoint")
                .or(() -> Members.givenText(members, "DomainARN"))
                .orElseThrow();
        return new SearchSettings(
                kind,
                name,
                url(name),
                collection ? DocumentForm.ofCollection(members) : DocumentForm.ofDomain(members),
                BufferingMembers.read(members),
                RetryMembers.read(members),
                BucketReader.read(Members.structure(members, "S3Configuration")),
                Members.text(members, "S3BackupMode").orElse("").equals("AllDocuments"));
    }

    /** Whether {@code text} can be posted to: a URL with a host. */
    static boolean isUrl(String text) {
        try {
            return new URI(text).getHost() != null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static URI url(String name) {
        Optional<Arn> domain = Arn.parse(name);
        if (domain.isPresent()) {
            String id = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
            return URI.create("https://search-" + id + '.' + domain.get().region() + ".es.amazonaws.com");
        }
        if (!isUrl(name)) {
            throw new IllegalArgumentException("The endpoint is not a URL with a host");
        }
        return URI.create(name);
    }

    /** Without the URL's user, path and query. */
    @Override
    public String toString() {
        return "SearchSettings[kind=" + kind + ", host=" + url.getHost() + ", hints=" + hints + "]";
    }
}

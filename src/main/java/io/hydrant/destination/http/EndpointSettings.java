package io.hydrant.destination.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.hydrant.destination.BackedUpSpec;
import io.hydrant.destination.S3Bucket;
import io.hydrant.firehose.configuration.bucket.BucketReader;
import io.hydrant.firehose.configuration.member.BufferingMembers;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.member.RetryMembers;
import io.hydrant.record.BufferingHints;

/**
 * What an HTTP endpoint's configuration says.
 *
 * @param url posted to as it is
 * @param accessKey sent verbatim; a secret
 * @param gzip whether bodies are compressed
 * @param commonAttributes 0–50 names and values, in the order given
 * @param retryFor from the first failure; zero for no retry
 * @param bucket where undeliverable records go
 * @param backsUpAll whether all records go there as well
 */
public record EndpointSettings(
        URI url,
        Optional<String> accessKey,
        boolean gzip,
        Map<String, String> commonAttributes,
        BufferingHints hints,
        Duration retryFor,
        S3Bucket bucket,
        boolean backsUpAll)
        implements BackedUpSpec.Settings {
    public EndpointSettings {
        commonAttributes = Collections.unmodifiableMap(new LinkedHashMap<>(commonAttributes));
    }

    /**
     * Reads a completed configuration.
     *
     * @throws IllegalArgumentException if {@code EndpointConfiguration.Url} is not a URL with a host
     */
    public static EndpointSettings read(Map<String, Object> members) {
        Map<String, Object> endpoint = Members.structure(members, "EndpointConfiguration");
        Map<String, Object> request = Members.structure(members, "RequestConfiguration");
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Map<String, Object> attribute : Members.structures(request, "CommonAttributes")) {
            attributes.put(
                    String.valueOf(attribute.get("AttributeName")), String.valueOf(attribute.get("AttributeValue")));
        }
        return new EndpointSettings(
                url(Members.givenText(endpoint, "Url").orElseThrow()),
                Members.givenText(endpoint, "AccessKey"),
                Members.givenText(request, "ContentEncoding").orElse("NONE").equals("GZIP"),
                attributes,
                BufferingMembers.read(members),
                RetryMembers.read(members),
                BucketReader.read(Members.structure(members, "S3Configuration")),
                Members.text(members, "S3BackupMode").orElse("").equals("AllData"));
    }

    /** Whether {@code text} can be posted to: a URL with a host. */
    static boolean isUrl(String text) {
        try {
            return new URI(text).getHost() != null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static URI url(String text) {
        if (!isUrl(text)) {
            throw new IllegalArgumentException("EndpointConfiguration.Url is not a URL with a host");
        }
        return URI.create(text);
    }

    /** Without the access key, the path and query of the URL, and the values of the attributes. */
    @Override
    public String toString() {
        return "EndpointSettings[host=" + url.getHost() + ", hints=" + hints + "]";
    }
}

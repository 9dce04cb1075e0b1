package io.hydrant.destination.splunk;

import java.net.URI;
import java.time.Duration;
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
 * What a Splunk configuration says.
 *
 * @param endpoint {@code HECEndpoint}, the name that the table of names is asked for
 * @param events whether records are events in HEC's JSON; otherwise they are raw data
 * @param token sent verbatim; a secret
 * @param acknowledgementTimeOut how long an acknowledgement may take
 * @param retryFor from the first failure, without the time that acknowledgements are awaited; zero for no retry
 * @param bucket where undeliverable records go
 * @param backsUpAll whether all records go there as well
 */
record SplunkSettings(
        URI endpoint,
        boolean events,
        Optional<String> token,
        Duration acknowledgementTimeOut,
        BufferingHints hints,
        Duration retryFor,
        S3Bucket bucket,
        boolean backsUpAll)
        implements BackedUpSpec.Settings {
    /**
     * Reads a completed configuration.
     *
     * @throws IllegalArgumentException if {@code HECEndpoint} is not a URL
     */
    static SplunkSettings read(Map<String, Object> members) {
        return new SplunkSettings(
                URI.create(Members.text(members, "HECEndpoint").orElse("")),
                Members.text(members, "HECEndpointType").orElse("").equals("Event"),
                Members.givenText(members, "HECToken"),
                Duration.ofSeconds(Members.number(members, "HECAcknowledgmentTimeoutInSeconds")
                        .orElse(SplunkRules.ACKNOWLEDGEMENT_SECONDS)),
                BufferingMembers.read(members),
                RetryMembers.read(members),
                BucketReader.read(Members.structure(members, "S3Configuration")),
                Members.text(members, "S3BackupMode").orElse("").equals("AllEvents"));
    }

    /** Without the token, and without the path of the endpoint. */
    @Override
    public String toString() {
        return "SplunkSettings[host=" + endpoint.getHost() + ", events=" + events + ", hints=" + hints + "]";
    }
}

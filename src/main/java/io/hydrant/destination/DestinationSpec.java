package io.hydrant.destination;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.hydrant.record.BufferingHints;

/** Where a delivery stream's records go: what its configuration says, checked and with every default filled in. */
public sealed interface DestinationSpec {
    /** Which of them it is. */
    Kind kind();

    /** When a buffer is delivered. */
    BufferingHints hints();

    /** The destinations that records are delivered to. */
    enum Kind {
        S3,
        HTTP_ENDPOINT
    }

    /**
     * A bucket: the S3 and ExtendedS3 destinations, every backup and every error output.
     *
     * @param prefix as given, with its expressions; empty when none was given
     * @param errorOutputPrefix the same for records that could not be delivered
     * @param fileExtension begins with a dot; replaces the extension of the compression
     * @param zone in which the expressions' times are written
     * @param kmsKeyArn of {@code EncryptionConfiguration.KMSEncryptionConfig}; empty for no encryption of the object
     * @param roleArn the role that Firehose writes in; empty for the root user of the account
     */
    record S3(
            String bucket,
            Optional<String> prefix,
            Optional<String> errorOutputPrefix,
            BufferingHints hints,
            CompressionFormat compression,
            Optional<String> fileExtension,
            ZoneId zone,
            Optional<String> kmsKeyArn,
            Optional<String> roleArn)
            implements DestinationSpec {
        /** A bucket that is written to without a role. */
        public S3(
                String bucket,
                Optional<String> prefix,
                Optional<String> errorOutputPrefix,
                BufferingHints hints,
                CompressionFormat compression,
                Optional<String> fileExtension,
                ZoneId zone,
                Optional<String> kmsKeyArn) {
            this(
                    bucket,
                    prefix,
                    errorOutputPrefix,
                    hints,
                    compression,
                    fileExtension,
                    zone,
                    kmsKeyArn,
                    Optional.empty());
        }

        @Override
        public Kind kind() {
            return Kind.S3;
        }
    }

    /**
     * An HTTP endpoint.
     *
     * @param url posted to as it is
     * @param accessKey sent verbatim; a secret
     * @param gzip whether bodies are compressed
     * @param commonAttributes 0–50 names and values, in the order given
     * @param retryFor from the first failure; zero for no retry
     * @param backup where undeliverable records go, and all records with AllData
     */
    record HttpEndpoint(
            URI url,
            Optional<String> accessKey,
            boolean gzip,
            Map<String, String> commonAttributes,
            BufferingHints hints,
            Duration retryFor,
            S3 backup)
            implements DestinationSpec {
        public HttpEndpoint {
            commonAttributes = Collections.unmodifiableMap(new LinkedHashMap<>(commonAttributes));
        }

        @Override
        public Kind kind() {
            return Kind.HTTP_ENDPOINT;
        }

        /** Without the access key, the path and query of the URL, and the values of the attributes. */
        @Override
        public String toString() {
            return "HttpEndpoint[host=" + url.getHost() + ", hints=" + hints + "]";
        }
    }
}

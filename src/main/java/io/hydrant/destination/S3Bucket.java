package io.hydrant.destination;

import java.time.ZoneId;
import java.util.Optional;

import io.hydrant.record.BufferingHints;

/**
 * A bucket that Firehose writes to: the S3 destinations, every backup and every error output.
 *
 * @param bucket its name
 * @param prefix as given, with its expressions; empty when none was given
 * @param errorOutputPrefix the same for records that could not be delivered
 * @param fileExtension begins with a dot; replaces the extension of the compression
 * @param zone in which the expressions' times are written
 * @param kmsKeyArn of {@code EncryptionConfiguration.KMSEncryptionConfig}; empty for no encryption of the object
 * @param roleArn the role that Firehose writes in; empty for the root user of the account
 */
public record S3Bucket(
        String bucket,
        Optional<String> prefix,
        Optional<String> errorOutputPrefix,
        BufferingHints hints,
        CompressionFormat compression,
        Optional<String> fileExtension,
        ZoneId zone,
        Optional<String> kmsKeyArn,
        Optional<String> roleArn) {
    /** A bucket that is written to without a role. */
    public S3Bucket(
            String bucket,
            Optional<String> prefix,
            Optional<String> errorOutputPrefix,
            BufferingHints hints,
            CompressionFormat compression,
            Optional<String> fileExtension,
            ZoneId zone,
            Optional<String> kmsKeyArn) {
        this(bucket, prefix, errorOutputPrefix, hints, compression, fileExtension, zone, kmsKeyArn, Optional.empty());
    }
}

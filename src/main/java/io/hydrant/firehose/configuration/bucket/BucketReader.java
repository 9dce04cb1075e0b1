package io.hydrant.firehose.configuration.bucket;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

import io.hydrant.destination.CompressionFormat;
import io.hydrant.destination.S3Bucket;
import io.hydrant.firehose.configuration.member.BufferingMembers;
import io.hydrant.firehose.configuration.member.Members;

/** Reads a bucket out of a completed configuration. */
public final class BucketReader {
    private BucketReader() {}

    /** The bucket that {@code members} configure. Empty text says the same as no member. */
    public static S3Bucket read(Map<String, Object> members) {
        String arn = Members.givenText(members, "BucketARN").orElseThrow();
        return new S3Bucket(
                arn.substring(arn.lastIndexOf(':') + 1),
                Members.givenText(members, "Prefix"),
                Members.givenText(members, "ErrorOutputPrefix"),
                BufferingMembers.read(members),
                Members.givenText(members, "CompressionFormat")
                        .map(CompressionFormat::of)
                        .orElse(CompressionFormat.UNCOMPRESSED),
                Members.givenText(members, "FileExtension"),
                Members.givenText(members, "CustomTimeZone").map(ZoneId::of).orElse(ZoneOffset.UTC),
                Members.givenText(
                        Members.structure(Members.structure(members, "EncryptionConfiguration"), "KMSEncryptionConfig"),
                        "AWSKMSKeyARN"),
                Members.givenText(members, "RoleARN"));
    }
}

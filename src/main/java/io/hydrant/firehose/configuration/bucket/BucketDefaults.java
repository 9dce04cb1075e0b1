package io.hydrant.firehose.configuration.bucket;

import java.util.Map;

import io.hydrant.firehose.configuration.member.BufferingMembers;
import io.hydrant.firehose.configuration.member.Members;

/** The values of a bucket's members that the caller left out. */
public final class BucketDefaults {
    private static final Map<String, Object> BUCKET = Map.of(
            "BufferingHints", BufferingMembers.of(300, 5),
            "CompressionFormat", "UNCOMPRESSED",
            "EncryptionConfiguration", Map.of("NoEncryptionConfig", "NoEncryption"),
            "CloudWatchLoggingOptions", Map.of("Enabled", false));

    private BucketDefaults() {}

    /** {@code members} of a bucket, completed. */
    public static Map<String, Object> complete(Map<String, Object> members) {
        // An encryption choice is one of two members, so it is taken whole or not at all.
        Map<String, Object> defaults = members.containsKey("EncryptionConfiguration")
                ? Members.without(BUCKET, "EncryptionConfiguration")
                : BUCKET;
        return Members.withDefaults(members, defaults);
    }
}

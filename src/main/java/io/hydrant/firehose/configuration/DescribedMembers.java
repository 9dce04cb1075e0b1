package io.hydrant.firehose.configuration;

import java.util.Map;

import io.hydrant.firehose.configuration.member.Members;

/** The members of a configuration as a description calls them. */
public final class DescribedMembers {
    private DescribedMembers() {}

    /** {@code members} with the buckets called as in a description; secrets are still among them. */
    public static Map<String, Object> of(Map<String, Object> members) {
        Map<String, Object> described = Members.renamed(members, "S3Configuration", "S3DestinationDescription");
        return Members.renamed(described, "S3BackupConfiguration", "S3BackupDescription");
    }
}

package io.hydrant.firehose.configuration;

import java.util.Map;

import io.hydrant.firehose.configuration.bucket.BucketDefaults;
import io.hydrant.firehose.configuration.bucket.BucketRules;
import io.hydrant.firehose.configuration.member.Members;

/**
 * The values that DescribeDeliveryStream shows for members that the caller left out. They are filled in when a configuration is
 * written, as the service does, so that a stored configuration is always complete.
 */
public final class DestinationDefaults {
    private DestinationDefaults() {}

    /** {@code members} of a configuration under {@code rules}, completed but for its processors. */
    public static Map<String, Object> complete(DestinationRules rules, Map<String, Object> members) {
        Map<String, Object> completed = members;
        for (String bucket : BucketRules.MEMBERS) {
            if (completed.containsKey(bucket)) {
                completed =
                        Members.with(completed, bucket, BucketDefaults.complete(Members.structure(completed, bucket)));
            }
        }
        completed = rules.complete(completed);
        return Members.withDefaults(completed, rules.defaults());
    }
}

package io.hydrant.destination.s3;

import java.util.List;
import java.util.Map;

import io.hydrant.firehose.configuration.BackupChange;
import io.hydrant.firehose.configuration.DestinationRules;
import io.hydrant.firehose.configuration.RuleContext;
import io.hydrant.firehose.configuration.bucket.BucketDefaults;
import io.hydrant.firehose.configuration.bucket.BucketRules;
import io.hydrant.firehose.configuration.bucket.PrefixRules;

/** The rules for the plain S3 destination, which is a bucket and nothing else. */
final class S3Rules implements DestinationRules {
    @Override
    public List<String> requiredMembers() {
        return BucketRules.REQUIRED;
    }

    @Override
    public Map<String, Object> defaults() {
        return Map.of();
    }

    @Override
    public BackupChange backupChange() {
        return BackupChange.SWITCHED_ON;
    }

    @Override
    public void check(Map<String, Object> members, RuleContext context) {
        PrefixRules.check(members, false);
    }

    @Override
    public Map<String, Object> complete(Map<String, Object> given) {
        return BucketDefaults.complete(given);
    }
}

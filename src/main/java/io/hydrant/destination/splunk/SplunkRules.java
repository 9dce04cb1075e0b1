package io.hydrant.destination.splunk;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.hydrant.firehose.configuration.BackupChange;
import io.hydrant.firehose.configuration.DestinationRules;
import io.hydrant.firehose.configuration.RuleContext;
import io.hydrant.firehose.configuration.member.BufferingMembers;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.member.RetryMembers;
import io.hydrant.firehose.configuration.member.Rule;

/** The rules for Splunk. */
final class SplunkRules implements DestinationRules {
    private static final Pattern HEC = Pattern.compile("https://[^/:?#@\\s]+:\\d{1,5}(/[^\\s]*)?");

    @Override
    public List<String> requiredMembers() {
        return List.of("HECEndpoint", "HECEndpointType", "S3Configuration");
    }

    /** The API text says 300 for the retry, the console and Terraform send 3600 of their own. */
    @Override
    public Map<String, Object> defaults() {
        return Map.of(
                "BufferingHints",
                BufferingMembers.of(60, 5),
                "HECAcknowledgmentTimeoutInSeconds",
                180,
                "RetryOptions",
                RetryMembers.of(300),
                "S3BackupMode",
                "FailedEventsOnly");
    }

    @Override
    public BackupChange backupChange() {
        return BackupChange.WIDENED;
    }

    /** Recorded in September 2026. */
    @Override
    public void check(Map<String, Object> members, RuleContext context) {
        Rule.require(
                HEC.matcher(Members.text(members, "HECEndpoint").orElse("")).matches(),
                "Invalid HECEndpoint. Supported endpoint format is https://<domain>:<port>.");
    }
}

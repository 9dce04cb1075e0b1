package io.hydrant.destination.splunk;

import java.net.URI;
import java.net.URISyntaxException;
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
    /** How long an acknowledgement may take unless the configuration says. */
    static final int ACKNOWLEDGEMENT_SECONDS = 180;

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
                ACKNOWLEDGEMENT_SECONDS,
                "RetryOptions",
                RetryMembers.of(300),
                "S3BackupMode",
                "FailedEventsOnly");
    }

    @Override
    public BackupChange backupChange() {
        return BackupChange.WIDENED;
    }

    private static boolean isUrl(String text) {
        try {
            return new URI(text).getRawAuthority() != null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    /** Recorded in September 2026. */
    @Override
    public void check(Map<String, Object> members, RuleContext context) {
        String endpoint = Members.text(members, "HECEndpoint").orElse("");
        Rule.require(
                HEC.matcher(endpoint).matches() && isUrl(endpoint),
                "Invalid HECEndpoint. Supported endpoint format is https://<domain>:<port>.");
    }
}

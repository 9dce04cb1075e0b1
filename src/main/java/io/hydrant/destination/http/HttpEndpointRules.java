package io.hydrant.destination.http;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.hydrant.firehose.configuration.BackupChange;
import io.hydrant.firehose.configuration.DestinationRules;
import io.hydrant.firehose.configuration.RuleContext;
import io.hydrant.firehose.configuration.member.BufferingMembers;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.member.RetryMembers;
import io.hydrant.firehose.configuration.member.Rule;

/** The rules for HTTP endpoints. */
final class HttpEndpointRules implements DestinationRules {
    @Override
    public List<String> requiredMembers() {
        return List.of("EndpointConfiguration", "S3Configuration");
    }

    @Override
    public Map<String, Object> defaults() {
        return Map.of(
                "BufferingHints", BufferingMembers.of(300, 5),
                "RetryOptions", RetryMembers.of(300),
                "RequestConfiguration", Map.of("ContentEncoding", "NONE", "CommonAttributes", List.of()),
                "S3BackupMode", "FailedDataOnly");
    }

    @Override
    public BackupChange backupChange() {
        return BackupChange.NONE;
    }

    /** The text for the URL is a guess, the one for attributes was recorded in September 2026. */
    @Override
    public void check(Map<String, Object> members, RuleContext context) {
        String url = Members.text(Members.structure(members, "EndpointConfiguration"), "Url")
                .orElse("");
        Rule.require(EndpointSettings.isUrl(url), "EndpointConfiguration.Url is not a valid URL");
        Set<String> names = new HashSet<>();
        for (Map<String, Object> attribute :
                Members.structures(Members.structure(members, "RequestConfiguration"), "CommonAttributes")) {
            String name = Members.text(attribute, "AttributeName").orElse("");
            Rule.require(names.add(name), "Http Endpoint Common Attributes have duplicate name " + name + ".");
        }
    }
}

package io.hydrant.firehose.configuration;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.member.Rule;

/** The rules for the URLs that records are posted to: HTTP endpoints and Splunk. */
final class EndpointRules {
    private static final Pattern HEC = Pattern.compile("https://[^/:?#@\\s]+:\\d{1,5}(/[^\\s]*)?");

    private EndpointRules() {}

    /**
     * Checks an HTTP endpoint. The text for the URL is a guess, the one for attributes was recorded in September 2026.
     *
     * @throws io.hydrant.aws.AwsException {@code InvalidArgumentException}
     */
    static void checkHttp(Map<String, Object> members) {
        String url = Members.text(Members.structure(members, "EndpointConfiguration"), "Url")
                .orElse("");
        Rule.require(DestinationSpecs.isUrl(url), "EndpointConfiguration.Url is not a valid URL");
        Set<String> names = new HashSet<>();
        for (Map<String, Object> attribute :
                Members.structures(Members.structure(members, "RequestConfiguration"), "CommonAttributes")) {
            String name = Members.text(attribute, "AttributeName").orElse("");
            Rule.require(names.add(name), "Http Endpoint Common Attributes have duplicate name " + name + ".");
        }
    }

    /**
     * Checks a Splunk collector. Recorded in September 2026.
     *
     * @throws io.hydrant.aws.AwsException {@code InvalidArgumentException}
     */
    static void checkSplunk(Map<String, Object> members) {
        Rule.require(
                HEC.matcher(Members.text(members, "HECEndpoint").orElse("")).matches(),
                "Invalid HECEndpoint. Supported endpoint format is https://<domain>:<port>.");
    }
}

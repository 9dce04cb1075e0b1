package io.hydrant.service.sts.api;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.hydrant.policy.PolicyDocument;
import io.hydrant.policy.PolicySyntaxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a request asks of the session that it makes: its policies and tags, checked as AWS does. */
final class SessionTerms {
    private static final Logger log = LoggerFactory.getLogger(SessionTerms.class);

    /** Of a session policy and other texts without a pattern. */
    static final Pattern ANYTHING = Pattern.compile("(?s).*");

    private static final int MOST_TAGS = 50;
    private static final int MOST_POLICIES = 10;

    private SessionTerms() {}

    /**
     * The session policy that is given as text. Managed policies, given by ARN, are not applied, because none is known here.
     *
     * @throws io.hydrant.aws.AwsException {@code ValidationError}, {@code MalformedPolicyDocument}
     */
    static Optional<String> policy(QueryForm form, String operation) {
        Optional<String> policy = form.optional("Policy", 1, 2_048, ANYTHING);
        requireAtMost(MOST_POLICIES, form.list("PolicyArns.member", ".arn").size(), "policyArns");
        if (form.hasAny("PolicyArns.member.")) {
            log.warn("Managed session policies are not applied operation={}", operation);
        }
        policy.ifPresent(text -> {
            try {
                PolicyDocument unused = PolicyDocument.parse(text);
            } catch (PolicySyntaxException e) {
                throw StsErrors.client("MalformedPolicyDocument", String.valueOf(e.getMessage()));
            }
        });
        return policy;
    }

    /** @throws io.hydrant.aws.AwsException {@code ValidationError}, {@code InvalidParameterValue} */
    static void checkTags(QueryForm form) {
        List<String> keys = form.list("Tags.member", ".Key");
        requireAtMost(MOST_TAGS, keys.size(), "tags");
        Set<String> lower = new HashSet<>();
        for (String key : keys) {
            if (!lower.add(key.toLowerCase(Locale.ROOT))) {
                throw StsErrors.client(
                        "InvalidParameterValue",
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
        }
        for (String key : form.list("TransitiveTagKeys.member", "")) {
            if (!lower.contains(key.toLowerCase(Locale.ROOT))) {
                throw StsErrors.client(
                        "InvalidParameterValue",
                        "The specified transitive tag key must be included in the requested tags.");
            }
        }
    }

    /** The element {@code PackedPolicySize}, which only sessions with policies or tags have. */
    static String packedSize(QueryForm form) {
        return form.hasAny("Policy") || form.hasAny("Tags.member.") ? StsXml.element("PackedPolicySize", "1") : "";
    }

    /** The text is a guess. */
    private static void requireAtMost(int most, int size, String member) {
        if (size > most) {
            throw StsErrors.validation("1 validation error detected: Value at '" + member
                    + "' failed to satisfy constraint: Member must have length less than or equal to " + most);
        }
    }
}

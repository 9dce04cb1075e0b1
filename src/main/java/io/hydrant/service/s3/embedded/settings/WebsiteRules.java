package io.hydrant.service.s3.embedded.settings;

import java.util.Optional;
import java.util.Set;

import io.hydrant.service.s3.embedded.document.Elements;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlElement;

/**
 * Checks a website configuration. Recorded on AWS by LocalStack.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketWebsite.html">PutBucketWebsite</a>
 */
public final class WebsiteRules {
    private WebsiteRules() {}

    /**
     * Checks the document.
     *
     * @throws io.hydrant.aws.AwsException {@code MalformedXML}, {@code InvalidRequest}, {@code InvalidArgument}
     */
    public static void check(XmlElement document) {
        boolean others =
                document.children().stream().anyMatch(child -> !child.name().equals("RedirectAllRequestsTo"));
        if (document.child("RedirectAllRequestsTo").isPresent()) {
            if (others) {
                throw S3Errors.invalidArgument(
                        "RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.",
                        "RedirectAllRequestsTo",
                        "not null");
            }
            return;
        }
        Optional<XmlElement> index = document.child("IndexDocument");
        if (index.isEmpty()) {
            throw S3Errors.invalidArgument(
                    "A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty",
                    "IndexDocument",
                    "null");
        }
        String suffix = index.get().textOf("Suffix").orElse("");
        if (suffix.isEmpty() || suffix.contains("/")) {
            throw S3Errors.invalidArgument("The IndexDocument Suffix is not well formed", "IndexDocument", suffix);
        }
        document.child("RoutingRules").ifPresent(rules -> {
            Elements.requireWellFormed(!rules.all("RoutingRule").isEmpty());
            rules.all("RoutingRule").forEach(WebsiteRules::checkRule);
        });
    }

    private static void checkRule(XmlElement rule) {
        XmlElement redirect = Elements.required(rule, "Redirect");
        // A guess: recorded is the refusal, not S3's own words.
        Elements.requireWellFormed(!redirect.children().isEmpty());
        Elements.require(
                redirect.textOf("Protocol")
                        .map(Set.of("http", "https")::contains)
                        .orElse(true),
                "Invalid protocol, protocol can be http or https. If not defined the protocol will be selected"
                        + " automatically.");
        Elements.require(
                redirect.child("ReplaceKeyWith").isEmpty()
                        || redirect.child("ReplaceKeyPrefixWith").isEmpty(),
                "You can only define ReplaceKeyPrefix or ReplaceKey but not both.");
        Elements.require(
                rule.child("Condition")
                        .map(condition -> !condition.children().isEmpty())
                        .orElse(true),
                "Condition cannot be empty. To redirect all requests without a condition, the condition element"
                        + " shouldn't be present.");
    }
}

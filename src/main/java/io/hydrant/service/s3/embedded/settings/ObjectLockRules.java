package io.hydrant.service.s3.embedded.settings;

import java.util.Optional;
import java.util.Set;

import io.hydrant.service.s3.embedded.document.Elements;
import io.hydrant.service.s3.embedded.document.XmlElement;

/**
 * Checks an object lock configuration. Recorded on AWS by LocalStack.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLockConfiguration.html">PutObjectLockConfiguration</a>
 */
public final class ObjectLockRules {
    private ObjectLockRules() {}

    /**
     * Checks the document.
     *
     * @throws io.hydrant.aws.AwsException {@code MalformedXML}
     */
    public static void check(XmlElement document) {
        Elements.oneOf(document, "ObjectLockEnabled", Set.of("Enabled"));
        Optional<XmlElement> rule = document.child("Rule");
        if (rule.isEmpty()) {
            return;
        }
        XmlElement retention = Elements.required(rule.get(), "DefaultRetention");
        Elements.oneOf(retention, "Mode", Set.of("GOVERNANCE", "COMPLIANCE"));
        Optional<Long> days = Elements.number(retention, "Days");
        Optional<Long> years = Elements.number(retention, "Years");
        Elements.requireWellFormed(days.isPresent() != years.isPresent());
    }
}

package io.hydrant.service.s3.embedded.settings;

import java.util.Set;

import io.hydrant.service.s3.embedded.document.Elements;
import io.hydrant.service.s3.embedded.document.XmlElement;

/**
 * Checks an acceleration. The refusals are recorded from AWS by others.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAccelerateConfiguration.html">The operation</a>
 */
public final class AccelerateRules {
    private static final Set<String> STATUS = Set.of("Enabled", "Suspended");

    private AccelerateRules() {}

    /**
     * Checks the document.
     *
     * @throws io.hydrant.aws.AwsException {@code MalformedXML}, {@code InvalidRequest} for a bucket with a dot in its name
     */
    public static void check(XmlElement document, String bucket) {
        Elements.require(
                !bucket.contains("."),
                "S3 Transfer Acceleration is not supported for buckets with periods (.) in their names");
        Elements.oneOf(document, "Status", STATUS);
    }
}

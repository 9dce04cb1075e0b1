package io.hydrant.service.s3.embedded.settings;

import java.util.Set;

import io.hydrant.service.s3.embedded.document.Elements;
import io.hydrant.service.s3.embedded.document.XmlElement;

/**
 * Checks who pays for requests.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketRequestPayment.html">PutBucketRequestPayment</a>
 */
public final class PaymentRules {
    private static final Set<String> PAYERS = Set.of("Requester", "BucketOwner");

    private PaymentRules() {}

    /**
     * Checks the document.
     *
     * @throws io.hydrant.aws.AwsException {@code MalformedXML}
     */
    public static void check(XmlElement document) {
        Elements.oneOf(document, "Payer", PAYERS);
    }
}

package io.hydrant.service.s3.embedded.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlElement;

/**
 * A document {@code PublicAccessBlockConfiguration}: what is not said is false. Seen in recordings of AWS by others.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutPublicAccessBlock.html">PutPublicAccessBlock</a>
 */
public final class PublicAccessRules {
    private static final List<String> MEMBERS =
            List.of("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets");

    private PublicAccessRules() {}

    /**
     * The document with all four members.
     *
     * @throws io.hydrant.aws.AwsException {@code InvalidRequest} when none is given, {@code MalformedXML}
     */
    public static XmlElement completed(XmlElement document) {
        if (document.children().isEmpty()) {
            throw S3Errors.invalidRequest("Must specify at least one configuration.");
        }
        if (!document.children().stream().map(XmlElement::name).allMatch(MEMBERS::contains)) {
            throw S3Errors.malformedXml();
        }
        List<XmlElement> all = new ArrayList<>();
        for (String member : MEMBERS) {
            all.add(new XmlElement(member, Boolean.toString(isTrue(document, member)), List.of()));
        }
        return new XmlElement(document.name(), "", all);
    }

    private static boolean isTrue(XmlElement document, String member) {
        String text = document.textOf(member).orElse("false").strip();
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw S3Errors.malformedXml();
        };
    }
}

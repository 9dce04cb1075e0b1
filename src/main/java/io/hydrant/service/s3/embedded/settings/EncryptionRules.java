package io.hydrant.service.s3.embedded.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.hydrant.service.s3.embedded.document.Elements;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlElement;

/**
 * A document {@code ServerSideEncryptionConfiguration}: one rule, told with its {@code BucketKeyEnabled}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html">PutBucketEncryption</a>
 */
public final class EncryptionRules {
    private static final String BUCKET_KEY = "BucketKeyEnabled";
    private static final Set<String> BOOLEANS = Set.of("true", "false");
    private static final Set<String> KMS = Set.of("aws:kms", "aws:kms:dsse");

    private EncryptionRules() {}

    /**
     * The document, with {@code BucketKeyEnabled} of false where the rule says nothing of it.
     *
     * @throws io.hydrant.aws.AwsException {@code MalformedXML}, {@code InvalidArgument}
     */
    public static XmlElement completed(XmlElement document) {
        if (document.all("Rule").size() != 1) {
            throw S3Errors.malformedXml();
        }
        XmlElement rule = document.all("Rule").get(0);
        rule.child("ApplyServerSideEncryptionByDefault").ifPresent(EncryptionRules::check);
        if (rule.child(BUCKET_KEY).isPresent()) {
            Elements.oneOf(rule, BUCKET_KEY, BOOLEANS);
            return document;
        }
        List<XmlElement> members = new ArrayList<>(rule.children());
        members.add(new XmlElement(BUCKET_KEY, "false", List.of()));
        return new XmlElement(document.name(), "", List.of(new XmlElement("Rule", "", members)));
    }

    private static void check(XmlElement apply) {
        String algorithm = apply.textOf("SSEAlgorithm").orElse("").strip();
        boolean kms = KMS.contains(algorithm);
        if (!kms && !algorithm.equals("AES256")) {
            throw S3Errors.malformedXml();
        }
        Optional<String> key = apply.textOf("KMSMasterKeyID").filter(id -> !id.isEmpty());
        if (!kms && key.isPresent()) {
            throw S3Errors.of(
                    400,
                    "InvalidArgument",
                    "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
                    "ArgumentName",
                    "ApplyServerSideEncryptionByDefault");
        }
    }
}

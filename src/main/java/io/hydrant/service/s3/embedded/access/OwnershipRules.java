package io.hydrant.service.s3.embedded.access;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

import io.hydrant.aws.AwsException;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.Elements;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.SettingDocument;
import io.hydrant.service.s3.embedded.document.XmlElement;
import io.hydrant.service.s3.embedded.settings.Setting;

/**
 * Who owns the objects of a bucket, as CreateBucket and a document {@code OwnershipControls} may say it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketOwnershipControls.html">PutBucketOwnershipControls</a>
 */
public final class OwnershipRules {
    /** The value that switches ACLs off; that of a new bucket. */
    public static final String ENFORCED = "BucketOwnerEnforced";

    private static final Set<String> VALUES = Set.of(ENFORCED, "BucketOwnerPreferred", "ObjectWriter");

    private OwnershipRules() {}

    /** Who owns objects in {@code bucket}; empty after the controls were deleted. */
    public static Optional<String> of(Bucket bucket) {
        Optional<SettingDocument> kept = bucket.setting(Setting.OWNERSHIP.query());
        if (kept.isEmpty()) {
            return Optional.of(ENFORCED);
        }
        return kept.filter(document -> !document.isAbsent())
                .map(document -> XmlElement.parse(document.text().getBytes(StandardCharsets.UTF_8)))
                .flatMap(document -> document.child("Rule"))
                .flatMap(rule -> rule.textOf("ObjectOwnership"))
                .map(String::strip);
    }

    /**
     * Refuses a document without exactly one known value, and one that switches off ACLs that are in use.
     *
     * @param shared whether the bucket's ACL gives rights to anybody but the owner
     * @throws AwsException {@code MalformedXML}, {@code InvalidBucketAclWithObjectOwnership}
     */
    public static void check(XmlElement document, boolean shared) {
        if (document.all("Rule").size() != 1) {
            throw S3Errors.malformedXml();
        }
        XmlElement rule = document.all("Rule").get(0);
        Elements.oneOf(rule, "ObjectOwnership", VALUES);
        if (rule.textOf("ObjectOwnership").filter(ENFORCED::equals).isPresent() && shared) {
            throw aclsInUse();
        }
    }

    /**
     * The value of the header {@code x-amz-object-ownership} of CreateBucket.
     *
     * @throws AwsException {@code InvalidArgument}
     */
    public static String checked(String header) {
        if (!VALUES.contains(header)) {
            throw S3Errors.of(
                    400,
                    "InvalidArgument",
                    "Invalid x-amz-object-ownership header: " + header,
                    "ArgumentName",
                    "x-amz-object-ownership");
        }
        return header;
    }

    /** {@code InvalidBucketAclWithObjectOwnership}, 400. */
    public static AwsException aclsInUse() {
        return S3Errors.of(
                400,
                "InvalidBucketAclWithObjectOwnership",
                "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
    }
}

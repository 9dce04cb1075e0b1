package io.hydrant.service.s3.embedded.api;

import java.util.Set;

import io.hydrant.aws.AwsException;
import io.hydrant.service.s3.embedded.Bucket;
import io.hydrant.service.s3.embedded.S3Errors;
import io.hydrant.service.s3.embedded.XmlElement;

/** What AWS checks in the document of a setting before it keeps it, and what it adds. One class for each setting with more than a word. */
final class SettingRules {
    private static final Set<String> ACCELERATIONS = Set.of("Enabled", "Suspended");
    private static final Set<String> PAYERS = Set.of("Requester", "BucketOwner");

    private SettingRules() {}

    /**
     * The document to keep: {@code document} itself where nothing is added.
     *
     * @throws AwsException {@code MalformedXML}, {@code InvalidRequest} or what else the setting's rule says
     */
    static XmlElement kept(Setting setting, XmlElement document, Bucket bucket) {
        return switch (setting) {
            case PUBLIC_ACCESS -> PublicAccessRule.completed(document);
            case ENCRYPTION -> EncryptionRule.completed(document);
            case OWNERSHIP -> {
                OwnershipRule.check(document, bucket);
                yield document;
            }
            case CORS -> {
                CorsRule.check(document);
                yield document;
            }
            case ACCELERATE -> {
                accelerate(document, bucket);
                yield document;
            }
            case REQUEST_PAYMENT -> {
                requireOneOf(document, "Payer", PAYERS);
                yield document;
            }
            case NOTIFICATION -> NotificationRule.completed(document);
            case LIFECYCLE -> LifecycleRule.completed(document);
            case POLICY, WEBSITE, REPLICATION, OBJECT_LOCK, TAGGING, VERSIONING, LOGGING -> document;
        };
    }

    /** Throws {@code MalformedXML} unless the child of this name has one of these texts. */
    static void requireOneOf(XmlElement document, String child, Set<String> texts) {
        if (document.textOf(child).map(String::strip).filter(texts::contains).isEmpty()) {
            throw S3Errors.malformedXml();
        }
    }

    private static void accelerate(XmlElement document, Bucket bucket) {
        if (bucket.name().contains(".")) {
            throw S3Errors.invalidRequest(
                    "S3 Transfer Acceleration is not supported for buckets with periods (.) in their names");
        }
        requireOneOf(document, "Status", ACCELERATIONS);
    }
}

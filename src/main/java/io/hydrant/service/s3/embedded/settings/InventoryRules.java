package io.hydrant.service.s3.embedded.settings;

import java.util.Set;

import io.hydrant.service.s3.embedded.document.Elements;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlElement;

/**
 * A document {@code InventoryConfiguration}. The refusals are recorded from AWS by others.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_InventoryConfiguration.html">InventoryConfiguration</a>
 */
public final class InventoryRules {
    private static final Set<String> BOOLEANS = Set.of("true", "false");
    private static final Set<String> FORMATS = Set.of("CSV", "ORC", "Parquet");
    private static final Set<String> FREQUENCIES = Set.of("Daily", "Weekly");
    private static final Set<String> VERSIONS = Set.of("All", "Current");
    private static final Set<String> FIELDS = Set.of(
            "Size",
            "LastModifiedDate",
            "StorageClass",
            "ETag",
            "IsMultipartUploaded",
            "ReplicationStatus",
            "EncryptionStatus",
            "ObjectLockRetainUntilDate",
            "ObjectLockMode",
            "ObjectLockLegalHoldStatus",
            "IntelligentTieringAccessTier",
            "BucketKeyStatus",
            "ChecksumAlgorithm",
            "ObjectAccessControlList",
            "ObjectOwner",
            "LifecycleExpirationDate");

    private InventoryRules() {}

    /**
     * Checks the document.
     *
     * @throws io.hydrant.aws.AwsException {@code MalformedXML}, {@code InvalidS3DestinationBucket}
     */
    public static void check(XmlElement document) {
        Elements.oneOf(document, "IsEnabled", BOOLEANS);
        Elements.oneOf(document, "IncludedObjectVersions", VERSIONS);
        Elements.oneOf(document.child("Schedule").orElseThrow(S3Errors::malformedXml), "Frequency", FREQUENCIES);
        XmlElement destination = document.child("Destination")
                .flatMap(place -> place.child("S3BucketDestination"))
                .orElseThrow(S3Errors::malformedXml);
        Elements.oneOf(destination, "Format", FORMATS);
        document.child("OptionalFields").ifPresent(fields -> fields.children().forEach(field -> {
            if (!FIELDS.contains(field.text().strip())) {
                throw S3Errors.malformedXml();
            }
        }));
        String bucket = destination.textOf("Bucket").orElseThrow(S3Errors::malformedXml);
        if (!bucket.strip().matches("arn:[a-z-]+:s3:::[^/]+")) {
            throw S3Errors.of(400, "InvalidS3DestinationBucket", "Invalid bucket ARN.");
        }
    }
}

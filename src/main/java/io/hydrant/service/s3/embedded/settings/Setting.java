package io.hydrant.service.s3.embedded.settings;

import java.util.Optional;

/**
 * The configurations of a bucket that are kept as they were written: name in the query, root element, and what a bucket answers
 * that has none.
 */
public enum Setting {
    POLICY("policy", "", "NoSuchBucketPolicy", "The bucket policy does not exist"),
    CORS("cors", "CORSConfiguration", "NoSuchCORSConfiguration", "The CORS configuration does not exist"),
    WEBSITE(
            "website",
            "WebsiteConfiguration",
            "NoSuchWebsiteConfiguration",
            "The specified bucket does not have a website configuration"),
    LIFECYCLE(
            "lifecycle",
            "LifecycleConfiguration",
            "NoSuchLifecycleConfiguration",
            "The lifecycle configuration does not exist"),
    REPLICATION(
            "replication",
            "ReplicationConfiguration",
            "ReplicationConfigurationNotFoundError",
            "The replication configuration was not found"),
    OBJECT_LOCK(
            "object-lock",
            "ObjectLockConfiguration",
            "ObjectLockConfigurationNotFoundError",
            "Object Lock configuration does not exist for this bucket"),
    TAGGING("tagging", "Tagging", "NoSuchTagSet", "The TagSet does not exist"),
    OWNERSHIP(
            "ownershipControls",
            "OwnershipControls",
            "OwnershipControlsNotFoundError",
            "The bucket ownership controls were not found",
            "<Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>",
            true),
    PUBLIC_ACCESS(
            "publicAccessBlock",
            "PublicAccessBlockConfiguration",
            "NoSuchPublicAccessBlockConfiguration",
            "The public access block configuration was not found",
            "<BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls>"
                    + "<BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets>",
            true),
    ENCRYPTION(
            "encryption",
            "ServerSideEncryptionConfiguration",
            "<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm>"
                    + "</ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule>"),
    VERSIONING("versioning", "VersioningConfiguration", ""),
    ACCELERATE("accelerate", "AccelerateConfiguration", ""),
    REQUEST_PAYMENT("requestPayment", "RequestPaymentConfiguration", "<Payer>BucketOwner</Payer>"),
    LOGGING("logging", "BucketLoggingStatus", ""),
    NOTIFICATION("notification", "NotificationConfiguration", "");

    private final String query;
    private final String root;
    private final String errorCode;
    private final String errorText;
    private final Optional<String> fallback;
    private final boolean absentAfterDelete;

    /** One whose absence is an error. */
    Setting(String query, String root, String errorCode, String errorText) {
        this.query = query;
        this.root = root;
        this.errorCode = errorCode;
        this.errorText = errorText;
        this.fallback = Optional.empty();
        this.absentAfterDelete = false;
    }

    /** One that every bucket has from the beginning, and that can be taken away. */
    Setting(String query, String root, String errorCode, String errorText, String fallback, boolean absentAfterDelete) {
        this.query = query;
        this.root = root;
        this.errorCode = errorCode;
        this.errorText = errorText;
        this.fallback = Optional.of(fallback);
        this.absentAfterDelete = absentAfterDelete;
    }

    /** One that is never absent. */
    Setting(String query, String root, String fallback) {
        this(query, root, "", "", fallback, false);
    }

    /** The parameter, which is also the name it is kept under. */
    public String query() {
        return query;
    }

    /** The root element of the document; empty for JSON. */
    public String root() {
        return root;
    }

    public String errorCode() {
        return errorCode;
    }

    public String errorText() {
        return errorText;
    }

    /** What is within the root element when nothing was written; empty when that is an error. */
    public Optional<String> fallback() {
        return fallback;
    }

    /** Whether deleting it leaves nothing, rather than the fallback. */
    public boolean isAbsentAfterDelete() {
        return absentAfterDelete;
    }

    /** Whether there is a DELETE for it. */
    public boolean isDeletable() {
        return switch (this) {
            case POLICY, CORS, WEBSITE, LIFECYCLE, REPLICATION, TAGGING, OWNERSHIP, PUBLIC_ACCESS, ENCRYPTION -> true;
            case OBJECT_LOCK, VERSIONING, ACCELERATE, REQUEST_PAYMENT, LOGGING, NOTIFICATION -> false;
        };
    }
}

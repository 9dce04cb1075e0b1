package io.hydrant.service.s3.embedded.api.bucket;

import io.hydrant.aws.AwsException;
import io.hydrant.service.s3.embedded.access.Acl;
import io.hydrant.service.s3.embedded.access.OwnershipRules;
import io.hydrant.service.s3.embedded.access.PublicAccessRules;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlElement;
import io.hydrant.service.s3.embedded.object.Versioning;
import io.hydrant.service.s3.embedded.settings.AccelerateRules;
import io.hydrant.service.s3.embedded.settings.CorsRules;
import io.hydrant.service.s3.embedded.settings.EncryptionRules;
import io.hydrant.service.s3.embedded.settings.LifecycleRules;
import io.hydrant.service.s3.embedded.settings.NotificationRules;
import io.hydrant.service.s3.embedded.settings.ObjectLockRules;
import io.hydrant.service.s3.embedded.settings.PaymentRules;
import io.hydrant.service.s3.embedded.settings.ReplicationRules;
import io.hydrant.service.s3.embedded.settings.Setting;
import io.hydrant.service.s3.embedded.settings.WebsiteRules;

/** Which rules the document of a setting follows, and what of the bucket they look at. */
final class SettingRules {
    private SettingRules() {}

    /**
     * The document to keep, once it is checked: {@code document} itself where nothing is added.
     *
     * @throws AwsException {@code MalformedXML}, {@code InvalidRequest} or what else the setting's rules say
     */
    static XmlElement kept(S3Call call, Setting setting, XmlElement document, Bucket bucket) {
        check(call, setting, document, bucket);
        return switch (setting) {
            case PUBLIC_ACCESS -> PublicAccessRules.completed(document);
            case ENCRYPTION -> EncryptionRules.completed(document);
            case LIFECYCLE -> LifecycleRules.completed(document);
            case NOTIFICATION -> NotificationRules.completed(document);
            default -> document;
        };
    }

    private static void check(S3Call call, Setting setting, XmlElement document, Bucket bucket) {
        switch (setting) {
            case OWNERSHIP -> OwnershipRules.check(document, Acl.isShared(bucket));
            case CORS -> CorsRules.check(document);
            case ACCELERATE -> AccelerateRules.check(document, bucket.name());
            case REQUEST_PAYMENT -> PaymentRules.check(document);
            case LIFECYCLE -> LifecycleRules.check(document);
            case NOTIFICATION -> NotificationRules.check(document);
            case WEBSITE -> WebsiteRules.check(document);
            case REPLICATION ->
                ReplicationRules.check(document, isVersioned(bucket), (account, name) -> call.find(account, name)
                        .filter(SettingRules::isVersioned)
                        .isPresent());
            case OBJECT_LOCK -> {
                ObjectLockRules.check(document);
                if (!isVersioned(bucket)) {
                    throw S3Errors.of(
                            409,
                            "InvalidBucketState",
                            "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration");
                }
            }
            case PUBLIC_ACCESS, ENCRYPTION, POLICY, TAGGING, VERSIONING, LOGGING -> {}
        }
    }

    private static boolean isVersioned(Bucket bucket) {
        return bucket.versioning() == Versioning.ENABLED;
    }
}

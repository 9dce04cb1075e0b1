package io.hydrant.service.s3.embedded.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.SettingDocument;
import io.hydrant.service.s3.embedded.document.XmlElement;
import io.hydrant.service.s3.embedded.object.Versioning;
import io.hydrant.service.s3.embedded.settings.BucketPolicyRules;
import io.hydrant.service.s3.embedded.settings.OwnershipRules;

/**
 * Reads and writes the configurations of a bucket. Versioning, encryption, ownership and tags have an effect; the others are kept
 * and told.
 */
final class Settings {
    /** The value of ownership that switches ACLs off; that of a new bucket. */
    static final String OWNER_ENFORCED = "BucketOwnerEnforced";

    private static final Set<String> OWNERSHIPS = Set.of(OWNER_ENFORCED, "BucketOwnerPreferred", "ObjectWriter");
    private static final String NONE = "none";
    private static final String MINIMUM_SIZE = "x-amz-transition-default-minimum-object-size";

    private static final List<String> MINIMUM_SIZES = List.of("all_storage_classes_128K", "varies_by_storage_class");

    private Settings() {}

    /** GET of a configuration. */
    static HttpResponse get(S3Call call, Setting setting) {
        Bucket bucket = call.bucket();
        Optional<SettingDocument> kept = bucket.setting(setting.query());
        if (kept.isPresent() && !kept.get().note().equals(NONE)) {
            HttpResponse answer = Replies.text(
                    setting == Setting.POLICY ? "application/json" : Replies.XML,
                    kept.get().text());
            return kept.get().note().isEmpty()
                    ? answer
                    : answer.with(MINIMUM_SIZE, kept.get().note());
        }
        if (kept.isEmpty() && setting.fallback().isPresent()) {
            return Replies.xml(
                    XmlText.document(setting.root()).raw(setting.fallback().get()));
        }
        throw S3Errors.of(404, setting.errorCode(), setting.errorText(), "BucketName", bucket.name());
    }

    /** PUT of a configuration. */
    static HttpResponse put(S3Call call, Setting setting) {
        Bucket bucket = call.bucket();
        byte[] body = UploadBody.of(call).bytes();
        if (setting == Setting.POLICY) {
            BucketPolicyRules.check(body);
            keep(bucket, setting, new String(body, StandardCharsets.UTF_8), "");
            return Replies.empty(204);
        }
        XmlElement document = XmlElement.parse(body);
        if (setting == Setting.TAGGING && document.name().equals(setting.root())) {
            tagging(bucket, Tagging.ofBucket(document));
            return Replies.empty(204);
        }
        if (!document.name().equals(setting.root())) {
            throw S3Errors.malformedXml();
        }
        XmlElement kept = SettingRules.kept(call, setting, document, bucket);
        String text = new String(kept.equals(document) ? body : XmlText.of(kept).bytes(), StandardCharsets.UTF_8);
        String note = "";
        if (setting == Setting.VERSIONING) {
            versioning(bucket, document);
        } else if (setting == Setting.LIFECYCLE) {
            note = minimumSize(call);
        }
        keep(bucket, setting, text, note);
        return note.isEmpty() ? Replies.empty(200) : Replies.empty(200, Map.of(MINIMUM_SIZE, note));
    }

    private static String minimumSize(S3Call call) {
        String size = call.header(MINIMUM_SIZE).orElse(MINIMUM_SIZES.get(0));
        if (!MINIMUM_SIZES.contains(size)) {
            throw S3Errors.invalidRequest("Invalid TransitionDefaultMinimumObjectSize found: " + size);
        }
        return size;
    }

    /** DELETE of a configuration. */
    static HttpResponse delete(S3Call call, Setting setting) {
        if (!setting.isDeletable()) {
            throw S3Errors.methodNotAllowed("DELETE", setting.query().toUpperCase(Locale.ROOT));
        }
        Bucket bucket = call.bucket();
        if (setting.isAbsentAfterDelete()) {
            keep(bucket, setting, "", NONE);
        } else {
            bucket.setting(setting.query(), Optional.empty());
        }
        return Replies.empty(204);
    }

    /** GetBucketPolicyStatus. No policy is looked at for it: none is called public. */
    static HttpResponse policyStatus(S3Call call) {
        get(call, Setting.POLICY);
        return Replies.xml(XmlText.document("PolicyStatus").leaf("IsPublic", false));
    }

    /** Who owns objects in {@code bucket}; empty after the controls were deleted. */
    static Optional<String> ownership(Bucket bucket) {
        Optional<SettingDocument> kept = bucket.setting(Setting.OWNERSHIP.query());
        if (kept.isEmpty()) {
            return Optional.of(OwnershipRules.ENFORCED);
        }
        if (kept.get().note().equals(NONE)) {
            return Optional.empty();
        }
        return XmlElement.parse(kept.get().text().getBytes(StandardCharsets.UTF_8))
                .child("Rule")
                .flatMap(rule -> rule.textOf("ObjectOwnership"))
                .map(String::strip);
    }

    /**
     * The value of the header {@code x-amz-object-ownership} of CreateBucket.
     *
     * @throws AwsException {@code InvalidArgument}
     */
    static String checkedOwnership(String ownership) {
        if (!OWNERSHIPS.contains(ownership)) {
            throw S3Errors.of(
                    400,
                    "InvalidArgument",
                    "Invalid x-amz-object-ownership header: " + ownership,
                    "ArgumentName",
                    "x-amz-object-ownership");
        }
        return ownership;
    }

    /** Sets who owns objects, as the header of CreateBucket does. */
    static void ownership(Bucket bucket, String ownership) {
        String inner = new String(
                XmlText.document(Setting.OWNERSHIP.root())
                        .open("Rule")
                        .leaf("ObjectOwnership", ownership)
                        .close("Rule")
                        .bytes(),
                StandardCharsets.UTF_8);
        keep(bucket, Setting.OWNERSHIP, inner, "");
    }

    /** Switches object lock on, as the header of CreateBucket does. */
    static void lockObjects(Bucket bucket) {
        String document = new String(
                XmlText.document(Setting.OBJECT_LOCK.root())
                        .leaf("ObjectLockEnabled", "Enabled")
                        .bytes(),
                StandardCharsets.UTF_8);
        keep(bucket, Setting.OBJECT_LOCK, document, "");
    }

    private static void keep(Bucket bucket, Setting setting, String text, String note) {
        bucket.setting(setting.query(), Optional.of(new SettingDocument(text, note)));
    }

    /** Gives {@code bucket} its tags. No tags are like no tagging at all: recorded from AWS. */
    static void tagging(Bucket bucket, Map<String, String> tags) {
        if (tags.isEmpty()) {
            bucket.setting(Setting.TAGGING.query(), Optional.empty());
        } else {
            keep(bucket, Setting.TAGGING, new String(Tagging.document(tags).bytes(), StandardCharsets.UTF_8), "");
        }
    }

    private static void versioning(Bucket bucket, XmlElement document) {
        String status = document.textOf("Status")
                .orElseThrow(() -> S3Errors.of(
                        400, "IllegalVersioningConfigurationException", "The Versioning element must be specified"));
        switch (status.strip()) {
            case "Enabled" -> bucket.versioning(Versioning.ENABLED);
            case "Suspended" -> {
                if (bucket.setting(Setting.OBJECT_LOCK.query()).isPresent()) {
                    throw S3Errors.of(
                            409,
                            "InvalidBucketState",
                            "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.");
                }
                if (bucket.setting(Setting.REPLICATION.query()).isPresent()) {
                    throw S3Errors.of(
                            409,
                            "InvalidBucketState",
                            "A replication configuration is present on this bucket, so you cannot change the versioning state."
                                    + " To change the versioning state, first delete the replication configuration.");
                }
                bucket.versioning(Versioning.SUSPENDED);
            }
            default -> throw S3Errors.malformedXml();
        }
    }
}

package io.hydrant.service.s3.embedded.api.bucket;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.access.BucketPolicyRules;
import io.hydrant.service.s3.embedded.api.wire.Replies;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.api.wire.Tagging;
import io.hydrant.service.s3.embedded.api.wire.UploadBody;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.SettingDocument;
import io.hydrant.service.s3.embedded.document.XmlElement;
import io.hydrant.service.s3.embedded.document.XmlText;
import io.hydrant.service.s3.embedded.object.Versioning;
import io.hydrant.service.s3.embedded.settings.Setting;

/**
 * Reads and writes the configurations of a bucket. Versioning, encryption, ownership and tags have an effect; the others are kept
 * and told.
 */
final class Settings {
    private static final String MINIMUM_SIZE = "x-amz-transition-default-minimum-object-size";

    private static final List<String> MINIMUM_SIZES = List.of("all_storage_classes_128K", "varies_by_storage_class");

    private Settings() {}

    /** GET of a configuration. */
    static HttpResponse get(S3Call call, Setting setting) {
        Bucket bucket = call.bucket();
        Optional<SettingDocument> kept = bucket.setting(setting.query());
        if (kept.isPresent() && !kept.get().isAbsent()) {
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
            bucket.setting(setting.query(), Optional.of(SettingDocument.ABSENT));
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

    /** Sets who owns objects, as the header of CreateBucket does. */
    static void ownership(Bucket bucket, String ownership) {
        String inner = XmlText.document(Setting.OWNERSHIP.root())
                .open("Rule")
                .leaf("ObjectOwnership", ownership)
                .close("Rule")
                .text();
        keep(bucket, Setting.OWNERSHIP, inner, "");
    }

    /** Switches object lock on, as the header of CreateBucket does. */
    static void lockObjects(Bucket bucket) {
        String document = XmlText.document(Setting.OBJECT_LOCK.root())
                .leaf("ObjectLockEnabled", "Enabled")
                .text();
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
            keep(bucket, Setting.TAGGING, Tagging.document(tags).text(), "");
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

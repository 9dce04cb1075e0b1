package io.hydrant.service.s3.embedded.api.object;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;
import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.api.wire.Replies;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.api.wire.UploadBody;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlElement;
import io.hydrant.service.s3.embedded.document.XmlText;
import io.hydrant.service.s3.embedded.listing.VersionIds;
import io.hydrant.service.s3.embedded.object.ChecksumAlgorithm;
import io.hydrant.service.s3.embedded.object.StoredObject;
import io.hydrant.service.s3.embedded.object.WriteCondition;
import io.hydrant.service.s3.embedded.settings.Setting;

/** DeleteObject and DeleteObjects. */
final class ObjectDeletes {
    private static final int MOST = 1000;
    private static final String BYPASS = "x-amz-bypass-governance-retention";

    private ObjectDeletes() {}

    /** DeleteObject. */
    static HttpResponse delete(S3Call call) {
        Bucket bucket = call.bucket();
        checkBypass(call, bucket);
        Optional<String> version = call.params().get("versionId");
        if (isUnknown(bucket, call.key(), version)) {
            ObjectLookup.checkVersionId(version.orElse(""));
        }
        Outcome outcome = delete(bucket, call.key(), version, WriteConditions.ofDelete(call));
        Map<String, String> headers = new LinkedHashMap<>();
        if (outcome.marker()) {
            headers.put(VersionHeaders.DELETE_MARKER, "true");
        }
        outcome.versionId().ifPresent(id -> headers.put(VersionHeaders.VERSION_ID, id));
        return Replies.empty(204, headers);
    }

    /** DeleteObjects. */
    static HttpResponse deleteAll(S3Call call) {
        Bucket bucket = call.bucket();
        checkBypass(call, bucket);
        boolean checked = call.header("Content-MD5").isPresent()
                || call.header("x-amz-trailer").isPresent()
                || Arrays.stream(ChecksumAlgorithm.values())
                        .anyMatch(algorithm -> call.header(algorithm.header()).isPresent());
        if (!checked) {
            throw S3Errors.invalidRequest("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        }
        XmlElement document = XmlElement.parse(UploadBody.of(call).bytes());
        List<XmlElement> objects = document.all("Object");
        if (!document.name().equals("Delete") || objects.isEmpty() || objects.size() > MOST) {
            throw S3Errors.malformedXml();
        }
        boolean quiet = document.textOf("Quiet")
                .filter(text -> text.strip().equals("true"))
                .isPresent();
        XmlText xml = XmlText.document("DeleteResult");
        for (XmlElement object : objects) {
            String key = object.textOf("Key").filter(k -> !k.isEmpty()).orElseThrow(S3Errors::malformedXml);
            Optional<String> version = object.textOf("VersionId").filter(id -> !id.isEmpty());
            try {
                if (isUnknown(bucket, key, version)) {
                    throw S3Errors.noSuchVersion(key, version.orElse(""));
                }
                Outcome outcome = delete(bucket, key, version, condition(object, key));
                if (!quiet) {
                    deleted(xml, key, version, outcome);
                }
            } catch (AwsException e) {
                failed(xml, key, version, e.error());
            }
        }
        return Replies.xml(xml);
    }

    /** The header has a place in buckets with object lock alone, whatever it says: recorded from AWS. */
    private static void checkBypass(S3Call call, Bucket bucket) {
        if (call.header(BYPASS).isPresent()
                && bucket.setting(Setting.OBJECT_LOCK.query()).isEmpty()) {
            throw S3Errors.of(
                    400,
                    "InvalidArgument",
                    BYPASS + " is only applicable to Object Lock enabled buckets.",
                    "ArgumentName",
                    BYPASS);
        }
    }

    /** Whether {@code version} never was one; deleting a version that is gone already succeeds. */
    private static boolean isUnknown(Bucket bucket, String key, Optional<String> version) {
        return version.filter(
                        id -> !VersionIds.isGiven(id) && bucket.version(key, id).isEmpty())
                .isPresent();
    }

    private static WriteCondition condition(XmlElement object, String key) {
        return object.textOf("ETag")
                .filter(text -> !text.isEmpty())
                .map(etag -> WriteConditions.matching(key, etag))
                .orElse(WriteCondition.NONE);
    }

    private static Outcome delete(Bucket bucket, String key, Optional<String> version, WriteCondition condition) {
        if (version.isPresent()) {
            boolean marker = bucket.deleteVersion(key, version.get(), condition)
                    .filter(StoredObject::deleteMarker)
                    .isPresent();
            return new Outcome(marker, version);
        }
        Optional<StoredObject> marker = bucket.delete(key, condition);
        return new Outcome(marker.isPresent(), marker.map(StoredObject::versionId));
    }

    private static void deleted(XmlText xml, String key, Optional<String> version, Outcome outcome) {
        xml.open("Deleted").leaf("Key", key);
        version.ifPresent(id -> xml.leaf("VersionId", id));
        if (outcome.marker()) {
            xml.leaf("DeleteMarker", true);
            outcome.versionId().ifPresent(id -> xml.leaf("DeleteMarkerVersionId", id));
        }
        xml.close("Deleted");
    }

    private static void failed(XmlText xml, String key, Optional<String> version, AwsError error) {
        xml.open("Error").leaf("Key", key);
        version.ifPresent(id -> xml.leaf("VersionId", id));
        xml.leaf("Code", error.code())
                .leaf("Message", error.message().orElse(""))
                .close("Error");
    }

    /** Whether a delete marker was made or deleted, and the id of the version it is about. */
    private record Outcome(boolean marker, Optional<String> versionId) {}
}

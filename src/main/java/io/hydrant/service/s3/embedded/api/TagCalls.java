package io.hydrant.service.s3.embedded.api;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlElement;
import io.hydrant.service.s3.embedded.document.XmlText;
import io.hydrant.service.s3.embedded.object.ObjectProperties;
import io.hydrant.service.s3.embedded.object.StoredObject;
import io.hydrant.service.s3.embedded.object.Versioning;
import io.hydrant.service.s3.embedded.settings.Setting;

/** The tags of objects, and ListTagsForResource of S3 Control for buckets. */
final class TagCalls {
    private static final String CONTROL = "http://awss3control.amazonaws.com/doc/2018-08-20/";
    private static final String CONTROL_PATH = "/v20180820/tags/";

    private TagCalls() {}

    /** GetObjectTagging. */
    static HttpResponse get(S3Call call) {
        Bucket bucket = call.bucket();
        StoredObject object = find(call, bucket);
        return Replies.xml(Tagging.document(object.properties().tags()), version(bucket, object));
    }

    /** PutObjectTagging. */
    static HttpResponse put(S3Call call) {
        Bucket bucket = call.bucket();
        Map<String, String> tags =
                Tagging.ofObject(XmlElement.parse(UploadBody.of(call).bytes()));
        return Replies.empty(200, version(bucket, change(call, bucket, properties -> properties.withTags(tags))));
    }

    /** DeleteObjectTagging. */
    static HttpResponse delete(S3Call call) {
        Bucket bucket = call.bucket();
        return Replies.empty(204, version(bucket, change(call, bucket, properties -> properties.withTags(Map.of()))));
    }

    /** ListTagsForResource of S3 Control, which Terraform asks since 6.23; other calls of S3 Control are refused. */
    static HttpResponse control(S3Call call) {
        String path = call.head().path();
        if (!call.method().equals("GET") || !path.startsWith(CONTROL_PATH)) {
            throw S3Errors.methodNotAllowed(call.method(), "SERVICE");
        }
        String arn =
                PercentCode.decode(path.substring(CONTROL_PATH.length()), false).orElse("");
        Bucket bucket = call.s3().bucket(call.scope().account(), arn.substring(arn.lastIndexOf(':') + 1));
        XmlText xml = XmlText.document("ListTagsForResourceResult", CONTROL).open("Tags");
        bucket.setting(Setting.TAGGING.query()).ifPresent(document -> Tagging.ofBucket(
                        XmlElement.parse(document.text().getBytes(StandardCharsets.UTF_8)))
                .forEach((key, value) ->
                        xml.open("Tag").leaf("Key", key).leaf("Value", value).close("Tag")));
        return Replies.xml(xml.close("Tags"));
    }

    /** The object; a delete marker is refused, not ignored: recorded from AWS. */
    private static StoredObject find(S3Call call, Bucket bucket) {
        if (bucket.newest(call.key()).filter(StoredObject::deleteMarker).isPresent()
                && !call.params().has("versionId")) {
            throw S3Errors.methodNotAllowed(call.method(), "DeleteMarker");
        }
        return ObjectReads.find(call, bucket);
    }

    private static StoredObject change(S3Call call, Bucket bucket, UnaryOperator<ObjectProperties> change) {
        StoredObject object = find(call, bucket);
        return bucket.change(object.key(), object.versionId(), change)
                .orElseThrow(() -> S3Errors.noSuchKey(object.key()));
    }

    private static Map<String, String> version(Bucket bucket, StoredObject object) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (bucket.versioning() != Versioning.OFF) {
            headers.put(ObjectReads.VERSION_ID, object.versionId());
        }
        return headers;
    }
}

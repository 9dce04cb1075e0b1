package io.hydrant.service.s3.embedded.api.object;

import java.util.Map;
import java.util.function.UnaryOperator;

import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.api.wire.Replies;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.api.wire.Tagging;
import io.hydrant.service.s3.embedded.api.wire.UploadBody;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlElement;
import io.hydrant.service.s3.embedded.object.ObjectProperties;
import io.hydrant.service.s3.embedded.object.StoredObject;

/** GetObjectTagging, PutObjectTagging and DeleteObjectTagging. */
final class ObjectTags {
    private ObjectTags() {}

    /** GetObjectTagging. */
    static HttpResponse get(S3Call call) {
        Bucket bucket = call.bucket();
        StoredObject object = find(call, bucket);
        return Replies.xml(Tagging.document(object.properties().tags()), VersionHeaders.of(object, bucket));
    }

    /** PutObjectTagging. */
    static HttpResponse put(S3Call call) {
        Bucket bucket = call.bucket();
        Map<String, String> tags =
                Tagging.ofObject(XmlElement.parse(UploadBody.of(call).bytes()));
        return Replies.empty(
                200, VersionHeaders.of(change(call, bucket, properties -> properties.withTags(tags)), bucket));
    }

    /** DeleteObjectTagging. */
    static HttpResponse delete(S3Call call) {
        Bucket bucket = call.bucket();
        return Replies.empty(
                204, VersionHeaders.of(change(call, bucket, properties -> properties.withTags(Map.of())), bucket));
    }

    /** The object; a delete marker is refused, not ignored: recorded from AWS. */
    private static StoredObject find(S3Call call, Bucket bucket) {
        if (bucket.newest(call.key()).filter(StoredObject::deleteMarker).isPresent()
                && !call.params().has("versionId")) {
            throw S3Errors.methodNotAllowed(call.method(), "DeleteMarker");
        }
        return ObjectLookup.find(call, bucket);
    }

    private static StoredObject change(S3Call call, Bucket bucket, UnaryOperator<ObjectProperties> change) {
        StoredObject object = find(call, bucket);
        return bucket.change(object.key(), object.versionId(), change)
                .orElseThrow(() -> S3Errors.noSuchKey(object.key()));
    }
}

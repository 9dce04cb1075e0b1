package io.hydrant.service.s3.embedded.api.object;

import java.util.Map;

import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.access.Acl;
import io.hydrant.service.s3.embedded.api.wire.Replies;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.api.wire.UploadBody;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.object.ObjectChecksum;
import io.hydrant.service.s3.embedded.object.ObjectProperties;
import io.hydrant.service.s3.embedded.object.StoredObject;

/**
 * PutObject.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>
 */
final class PutObject {
    private PutObject() {}

    /** Runs the operation. It tells no version in a bucket whose versioning is suspended, as a copy does: recorded from AWS. */
    static HttpResponse answer(S3Call call) {
        Bucket bucket = call.bucket();
        Acl.check(call.requester(), bucket);
        ObjectProperties properties = WriteHeaders.properties(call, bucket);
        UploadBody body = UploadBody.of(call);
        StoredObject object =
                bucket.put(call.key(), body.content(), body.digests(), properties, WriteConditions.ofWrite(call));
        Map<String, String> headers = WriteAnswer.headers(object, bucket);
        if (object.versionId().equals(StoredObject.NULL_VERSION)) {
            headers.remove(VersionHeaders.VERSION_ID);
        }
        ObjectChecksum checksum = object.digests().checksum();
        headers.put(checksum.algorithm().header(), checksum.value());
        headers.put("x-amz-checksum-type", checksum.type());
        return Replies.empty(200, headers);
    }
}

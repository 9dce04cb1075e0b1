package io.hydrant.service.s3.embedded.api.bucket;

import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.access.Acl;
import io.hydrant.service.s3.embedded.access.Requester;
import io.hydrant.service.s3.embedded.api.wire.Replies;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.api.wire.UploadBody;
import io.hydrant.service.s3.embedded.bucket.Bucket;

/** GetBucketAcl and PutBucketAcl. */
final class BucketAcl {
    private BucketAcl() {}

    /** GetBucketAcl. */
    static HttpResponse get(S3Call call) {
        return Replies.text(Replies.XML, Acl.of(call.bucket()));
    }

    /** PutBucketAcl. */
    static HttpResponse put(S3Call call) {
        Bucket bucket = call.bucket();
        Requester requester = call.requester();
        Acl.check(requester, bucket);
        Acl.put(requester, bucket, UploadBody.of(call).bytes());
        return Replies.empty(200);
    }
}

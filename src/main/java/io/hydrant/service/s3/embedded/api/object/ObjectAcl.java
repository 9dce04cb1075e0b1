package io.hydrant.service.s3.embedded.api.object;

import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.access.Acl;
import io.hydrant.service.s3.embedded.api.wire.Replies;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.bucket.Bucket;

/** GetObjectAcl and PutObjectAcl. */
final class ObjectAcl {
    private ObjectAcl() {}

    /** GetObjectAcl: every object is its owner's alone. */
    static HttpResponse get(S3Call call) {
        Bucket bucket = call.bucket();
        ObjectLookup.find(call, bucket);
        return Replies.text(Replies.XML, Acl.ofObjects(bucket));
    }

    /** PutObjectAcl: accepted where it changes nothing. */
    static HttpResponse put(S3Call call) {
        Bucket bucket = call.bucket();
        ObjectLookup.find(call, bucket);
        Acl.check(call.requester(), bucket);
        return Replies.empty(200);
    }
}

package io.hydrant.service.s3.embedded.api;

import java.util.Set;

import io.hydrant.aws.AwsException;
import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.api.bucket.BucketRouter;
import io.hydrant.service.s3.embedded.api.object.ObjectRouter;
import io.hydrant.service.s3.embedded.api.upload.UploadRouter;
import io.hydrant.service.s3.embedded.api.wire.Params;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.document.S3Errors;

/** Which router knows the operation that a request is: by what it addresses, and by the sub-resource in its query. */
final class S3Router {
    /** Parameters of objects whose operations are not implemented. */
    private static final Set<String> REFUSED_OF_OBJECTS =
            Set.of("torrent", "restore", "select", "retention", "legal-hold", "renameObject", "encryption");
    /** Parameters of buckets whose operations are not implemented. */
    private static final Set<String> REFUSED_OF_BUCKETS =
            Set.of("session", "metadataTable", "metadataConfiguration", "metadataInventoryTable", "abac");

    private S3Router() {}

    /** Runs the operation. */
    static HttpResponse answer(S3Call call) {
        if (call.method().equals("OPTIONS")) {
            throw preflight(call);
        }
        if (isControl(call)) {
            return BucketRouter.control(call);
        }
        if (call.address().bucket().isEmpty()) {
            return BucketRouter.account(call);
        }
        return call.address().key().isEmpty() ? bucket(call) : object(call);
    }

    /** Preflights are refused as in a bucket without a CORS configuration, whatever is configured. */
    private static AwsException preflight(S3Call call) {
        return call.header("Origin").isPresent()
                ? S3Errors.of(403, "AccessForbidden", "CORSResponse: CORS is not enabled for this bucket.")
                : S3Errors.of(400, "BadRequest", "Insufficient information. Origin request header needed.");
    }

    /** Whether this is a call of S3 Control, which shares the port: its path looks like a bucket's. */
    static boolean isControl(S3Call call) {
        return call.head().path().startsWith("/v20180820/")
                && call.header("x-amz-account-id").isPresent();
    }

    private static HttpResponse bucket(S3Call call) {
        refuse(call.params(), REFUSED_OF_BUCKETS);
        if (BucketRouter.knows(call)) {
            return BucketRouter.answer(call);
        }
        return switch (call.method()) {
            case "GET" -> call.params().has("uploads") ? UploadRouter.list(call) : ObjectRouter.list(call);
            case "POST" -> ObjectRouter.post(call);
            default -> throw S3Errors.methodNotAllowed(call.method(), "BUCKET");
        };
    }

    private static HttpResponse object(S3Call call) {
        refuse(call.params(), REFUSED_OF_OBJECTS);
        return UploadRouter.knows(call) ? UploadRouter.answer(call) : ObjectRouter.answer(call);
    }

    private static void refuse(Params params, Set<String> names) {
        for (String name : names) {
            if (params.has(name)) {
                throw S3Errors.notImplemented(name);
            }
        }
    }
}

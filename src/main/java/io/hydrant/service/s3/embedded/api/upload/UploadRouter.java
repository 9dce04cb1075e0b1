package io.hydrant.service.s3.embedded.api.upload;

import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.api.object.CopySource;
import io.hydrant.service.s3.embedded.api.wire.Params;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.document.S3Errors;

/** Which operation on uploads in parts a request is. */
public final class UploadRouter {
    private static final String UPLOAD_ID = "uploadId";
    private static final String PART_NUMBER = "partNumber";

    private UploadRouter() {}

    /** Lists the uploads of a bucket. */
    public static HttpResponse list(S3Call call) {
        return UploadLists.uploads(call);
    }

    /** Whether the request names an upload or a part of one, and not a sub-resource of the object. */
    public static boolean knows(S3Call call) {
        Params params = call.params();
        boolean named = params.has(UPLOAD_ID);
        boolean ofObject = params.has("tagging") || params.has("acl");
        return switch (call.method()) {
            case "GET" -> named && !ofObject && !params.has("attributes");
            case "PUT" -> (named || params.has(PART_NUMBER)) && !ofObject;
            case "DELETE" -> named && !params.has("tagging");
            case "POST" -> true;
            default -> false;
        };
    }

    /** Runs the operation of a request that {@link #knows}. */
    public static HttpResponse answer(S3Call call) {
        return switch (call.method()) {
            case "GET" -> UploadLists.parts(call);
            case "PUT" -> part(call);
            case "DELETE" -> MultipartCalls.abort(call);
            case "POST" -> post(call);
            default -> throw S3Errors.methodNotAllowed(call.method(), "OBJECT");
        };
    }

    private static HttpResponse part(S3Call call) {
        checkPart(call.params());
        return CopySource.isNamed(call) ? UploadPartCopy.answer(call) : MultipartCalls.put(call);
    }

    /** Refuses half of what names a part, so that no part becomes an object: reported. */
    private static void checkPart(Params params) {
        if (!params.has(UPLOAD_ID)) {
            throw S3Errors.invalidArgument(
                    "This operation does not accept partNumber without uploadId", PART_NUMBER, PART_NUMBER);
        }
        if (!params.has(PART_NUMBER)) {
            throw S3Errors.methodNotAllowed("PUT", "UPLOAD");
        }
    }

    private static HttpResponse post(S3Call call) {
        if (call.params().has("uploads")) {
            return MultipartCalls.create(call);
        }
        if (call.params().has(UPLOAD_ID)) {
            return CompleteMultipartUpload.answer(call);
        }
        throw S3Errors.methodNotAllowed("POST", "OBJECT");
    }
}

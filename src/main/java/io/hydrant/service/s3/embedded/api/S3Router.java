package io.hydrant.service.s3.embedded.api;

import java.util.Set;

import io.hydrant.aws.AwsException;
import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.settings.Setting;

/** Which operation a request is: by its method, by what it addresses, and by the sub-resource in its query. */
final class S3Router {
    /** Parameters of objects whose operations are not implemented. */
    private static final Set<String> REFUSED_OF_OBJECTS =
            Set.of("torrent", "restore", "select", "retention", "legal-hold", "renameObject", "encryption");
    /** Parameters of buckets whose operations are not implemented. */
    private static final Set<String> REFUSED_OF_BUCKETS =
            Set.of("session", "metadataTable", "metadataConfiguration", "metadataInventoryTable", "abac");

    private static final String PART_NUMBER = "partNumber";

    private S3Router() {}

    /** Runs the operation. */
    static HttpResponse answer(S3Call call) {
        if (call.method().equals("OPTIONS")) {
            throw preflight(call);
        }
        if (isControl(call)) {
            return BucketTags.list(call);
        }
        if (call.address().bucket().isEmpty()) {
            if (call.method().equals("GET")) {
                return BucketCalls.list(call);
            }
            throw S3Errors.methodNotAllowed(call.method(), "SERVICE");
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
        Params params = call.params();
        for (String name : REFUSED_OF_BUCKETS) {
            if (params.has(name)) {
                throw S3Errors.notImplemented(name);
            }
        }
        for (Setting setting : Setting.values()) {
            if (params.has(setting.query())) {
                return setting(call, setting);
            }
        }
        for (String kind : NamedSettings.KINDS.keySet()) {
            if (params.has(kind)) {
                return namedSetting(call, kind);
            }
        }
        return switch (call.method()) {
            case "GET" -> getBucket(call);
            case "HEAD" -> BucketCalls.head(call);
            case "PUT" -> params.has("acl") ? BucketAcl.put(call) : CreateBucket.answer(call);
            case "DELETE" -> BucketCalls.delete(call);
            case "POST" -> {
                if (params.has("delete")) {
                    yield ObjectDeletes.deleteAll(call);
                }
                throw S3Errors.notImplemented("POST");
            }
            default -> throw S3Errors.methodNotAllowed(call.method(), "BUCKET");
        };
    }

    private static HttpResponse getBucket(S3Call call) {
        Params params = call.params();
        if (params.has("location")) {
            return BucketCalls.location(call);
        }
        if (params.has("acl")) {
            return BucketAcl.get(call);
        }
        if (params.has("policyStatus")) {
            return Settings.policyStatus(call);
        }
        if (params.has("uploads")) {
            return UploadLists.uploads(call);
        }
        if (params.has("versions")) {
            return ListCalls.listVersions(call);
        }
        return params.text("list-type").equals("2") ? ListCalls.listV2(call) : ListCalls.listV1(call);
    }

    private static HttpResponse setting(S3Call call, Setting setting) {
        return switch (call.method()) {
            case "GET" -> Settings.get(call, setting);
            case "PUT" -> Settings.put(call, setting);
            case "DELETE" -> Settings.delete(call, setting);
            default -> throw S3Errors.methodNotAllowed(call.method(), "BUCKET");
        };
    }

    private static HttpResponse namedSetting(S3Call call, String kind) {
        return switch (call.method()) {
            case "GET" -> NamedSettings.get(call, kind);
            case "PUT" -> NamedSettings.put(call, kind);
            case "DELETE" -> NamedSettings.delete(call, kind);
            default -> throw S3Errors.methodNotAllowed(call.method(), "BUCKET");
        };
    }

    private static HttpResponse object(S3Call call) {
        Params params = call.params();
        for (String name : REFUSED_OF_OBJECTS) {
            if (params.has(name)) {
                throw S3Errors.notImplemented(name);
            }
        }
        boolean inParts = params.has("uploadId");
        boolean copies = call.header("x-amz-copy-source").isPresent();
        return switch (call.method()) {
            case "GET" -> getObject(call, inParts);
            case "HEAD" -> ObjectReads.read(call);
            case "PUT" -> {
                if (params.has("tagging")) {
                    yield ObjectTags.put(call);
                }
                if (params.has("acl")) {
                    yield ObjectAcl.put(call);
                }
                if (inParts || params.has(PART_NUMBER)) {
                    checkPart(params);
                    yield copies ? UploadPartCopy.answer(call) : MultipartCalls.put(call);
                }
                yield copies ? CopyObject.answer(call) : PutObject.answer(call);
            }
            case "DELETE" -> {
                if (params.has("tagging")) {
                    yield ObjectTags.delete(call);
                }
                yield inParts ? MultipartCalls.abort(call) : ObjectDeletes.delete(call);
            }
            case "POST" -> {
                if (params.has("uploads")) {
                    yield MultipartCalls.create(call);
                }
                if (inParts) {
                    yield CompleteMultipartUpload.answer(call);
                }
                throw S3Errors.methodNotAllowed("POST", "OBJECT");
            }
            default -> throw S3Errors.methodNotAllowed(call.method(), "OBJECT");
        };
    }

    /** Refuses half of what names a part, so that no part becomes an object: reported. */
    private static void checkPart(Params params) {
        if (!params.has("uploadId")) {
            throw S3Errors.invalidArgument(
                    "This operation does not accept partNumber without uploadId", PART_NUMBER, PART_NUMBER);
        }
        if (!params.has(PART_NUMBER)) {
            throw S3Errors.methodNotAllowed("PUT", "UPLOAD");
        }
    }

    private static HttpResponse getObject(S3Call call, boolean inParts) {
        Params params = call.params();
        if (params.has("tagging")) {
            return ObjectTags.get(call);
        }
        if (params.has("acl")) {
            return ObjectAcl.get(call);
        }
        if (params.has("attributes")) {
            return ObjectAttributes.get(call);
        }
        return inParts ? UploadLists.parts(call) : ObjectReads.read(call);
    }
}

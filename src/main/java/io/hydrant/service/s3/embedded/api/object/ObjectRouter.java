package io.hydrant.service.s3.embedded.api.object;

import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.api.wire.Params;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.document.S3Errors;

/** Which operation on objects a request is. */
public final class ObjectRouter {
    private ObjectRouter() {}

    /** Lists the objects or versions of a bucket. */
    public static HttpResponse list(S3Call call) {
        if (call.params().has("versions")) {
            return ListCalls.listVersions(call);
        }
        return call.params().text("list-type").equals("2") ? ListCalls.listV2(call) : ListCalls.listV1(call);
    }

    /** Runs the operation that is posted to a bucket. */
    public static HttpResponse post(S3Call call) {
        if (call.params().has("delete")) {
            return ObjectDeletes.deleteAll(call);
        }
        throw S3Errors.notImplemented("POST");
    }

    /** Runs the operation on one object. */
    public static HttpResponse answer(S3Call call) {
        return switch (call.method()) {
            case "GET" -> get(call);
            case "HEAD" -> ObjectReads.read(call);
            case "PUT" -> put(call);
            case "DELETE" -> call.params().has("tagging") ? ObjectTags.delete(call) : ObjectDeletes.delete(call);
            default -> throw S3Errors.methodNotAllowed(call.method(), "OBJECT");
        };
    }

    private static HttpResponse get(S3Call call) {
        Params params = call.params();
        if (params.has("tagging")) {
            return ObjectTags.get(call);
        }
        if (params.has("acl")) {
            return ObjectAcl.get(call);
        }
        return params.has("attributes") ? ObjectAttributes.get(call) : ObjectReads.read(call);
    }

    private static HttpResponse put(S3Call call) {
        Params params = call.params();
        if (params.has("tagging")) {
            return ObjectTags.put(call);
        }
        if (params.has("acl")) {
            return ObjectAcl.put(call);
        }
        return CopySource.isNamed(call) ? CopyObject.answer(call) : PutObject.answer(call);
    }
}

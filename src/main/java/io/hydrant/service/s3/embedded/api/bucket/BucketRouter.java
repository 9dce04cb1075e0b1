package io.hydrant.service.s3.embedded.api.bucket;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.api.wire.Params;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.settings.Setting;

/** Which operation on a bucket or its settings a request is. */
public final class BucketRouter {
    private static final Set<String> METHODS = Set.of("HEAD", "PUT", "DELETE");

    private BucketRouter() {}

    /** Runs the operation on the buckets of an account. */
    public static HttpResponse account(S3Call call) {
        if (call.method().equals("GET")) {
            return BucketCalls.list(call);
        }
        throw S3Errors.methodNotAllowed(call.method(), "SERVICE");
    }

    /** Runs the operation of S3 Control. */
    public static HttpResponse control(S3Call call) {
        return BucketTags.list(call);
    }

    /** Whether the request is about the bucket itself, not about what is in it. */
    public static boolean knows(S3Call call) {
        Params params = call.params();
        return METHODS.contains(call.method())
                || setting(params).isPresent()
                || namedSetting(params).isPresent()
                || (call.method().equals("GET")
                        && (params.has("location") || params.has("acl") || params.has("policyStatus")));
    }

    /** Runs the operation of a request that {@link #knows}. */
    public static HttpResponse answer(S3Call call) {
        Optional<Setting> setting = setting(call.params());
        if (setting.isPresent()) {
            return setting(call, setting.get());
        }
        Optional<String> named = namedSetting(call.params());
        if (named.isPresent()) {
            return namedSetting(call, named.get());
        }
        return switch (call.method()) {
            case "GET" -> get(call);
            case "HEAD" -> BucketCalls.head(call);
            case "PUT" -> call.params().has("acl") ? BucketAcl.put(call) : CreateBucket.answer(call);
            case "DELETE" -> BucketCalls.delete(call);
            default -> throw S3Errors.methodNotAllowed(call.method(), "BUCKET");
        };
    }

    private static HttpResponse get(S3Call call) {
        if (call.params().has("location")) {
            return BucketCalls.location(call);
        }
        return call.params().has("acl") ? BucketAcl.get(call) : Settings.policyStatus(call);
    }

    private static Optional<Setting> setting(Params params) {
        return Arrays.stream(Setting.values())
                .filter(setting -> params.has(setting.query()))
                .findFirst();
    }

    private static Optional<String> namedSetting(Params params) {
        return NamedSettings.KINDS.keySet().stream().filter(params::has).findFirst();
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
}

package io.hydrant.service.s3.embedded.api;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

import io.hydrant.service.s3.embedded.api.object.CopySource;
import io.hydrant.service.s3.embedded.api.wire.Params;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.settings.Setting;

/** What AWS calls the operation that a request is; the routers find it by the same signs. */
final class OperationName {
    private static final Map<String, String> VERBS = Map.of("GET", "Get", "PUT", "Put", "DELETE", "Delete");

    /** Configurations of which a bucket has many. */
    private static final Map<String, String> NAMED = Map.of(
            "metrics", "Metrics",
            "analytics", "Analytics",
            "inventory", "Inventory",
            "intelligent-tiering", "IntelligentTiering");

    private OperationName() {}

    /** Empty for a request that is no operation. */
    static Optional<String> of(S3Call call) {
        if (S3Router.isControl(call)) {
            return Optional.of("ListTagsForResource");
        }
        String name;
        if (call.address().bucket().isEmpty()) {
            name = call.method().equals("GET") ? "ListBuckets" : "";
        } else {
            name = call.address().key().isEmpty() ? ofBucket(call) : ofObject(call);
        }
        return Optional.of(name).filter(found -> !found.isEmpty());
    }

    private static String ofBucket(S3Call call) {
        Params params = call.params();
        Optional<Setting> setting = Arrays.stream(Setting.values())
                .filter(each -> params.has(each.query()))
                .findFirst();
        if (setting.isPresent()) {
            return ofSetting(call.method(), setting.get());
        }
        Optional<Map.Entry<String, String>> named = NAMED.entrySet().stream()
                .filter(each -> params.has(each.getKey()))
                .findFirst();
        if (named.isPresent()) {
            return ofNamed(call, named.get().getValue());
        }
        return switch (call.method()) {
            case "GET" -> get(params);
            case "HEAD" -> "HeadBucket";
            case "PUT" -> params.has("acl") ? "PutBucketAcl" : "CreateBucket";
            case "DELETE" -> "DeleteBucket";
            case "POST" -> params.has("delete") ? "DeleteObjects" : "";
            default -> "";
        };
    }

    private static String ofSetting(String method, Setting setting) {
        if (!VERBS.containsKey(method)) {
            return "";
        }
        String noun =
                switch (setting) {
                    case POLICY -> "BucketPolicy";
                    case CORS -> "BucketCors";
                    case WEBSITE -> "BucketWebsite";
                    case LIFECYCLE -> method.equals("DELETE") ? "BucketLifecycle" : "BucketLifecycleConfiguration";
                    case REPLICATION -> "BucketReplication";
                    case OBJECT_LOCK -> "ObjectLockConfiguration";
                    case TAGGING -> "BucketTagging";
                    case OWNERSHIP -> "BucketOwnershipControls";
                    case PUBLIC_ACCESS -> "PublicAccessBlock";
                    case ENCRYPTION -> "BucketEncryption";
                    case VERSIONING -> "BucketVersioning";
                    case ACCELERATE -> "BucketAccelerateConfiguration";
                    case REQUEST_PAYMENT -> "BucketRequestPayment";
                    case LOGGING -> "BucketLogging";
                    case NOTIFICATION -> "BucketNotificationConfiguration";
                };
        return VERBS.get(method) + noun;
    }

    private static String ofNamed(S3Call call, String kind) {
        if (!VERBS.containsKey(call.method())) {
            return "";
        }
        String noun = "Bucket" + kind + "Configuration";
        boolean list = call.method().equals("GET") && !call.params().has("id");
        return list ? "List" + noun + 's' : VERBS.get(call.method()) + noun;
    }

    private static String get(Params params) {
        if (params.has("location")) {
            return "GetBucketLocation";
        }
        if (params.has("acl")) {
            return "GetBucketAcl";
        }
        if (params.has("policyStatus")) {
            return "GetBucketPolicyStatus";
        }
        if (params.has("uploads")) {
            return "ListMultipartUploads";
        }
        if (params.has("versions")) {
            return "ListObjectVersions";
        }
        return params.text("list-type").equals("2") ? "ListObjectsV2" : "ListObjects";
    }

    private static String ofObject(S3Call call) {
        Params params = call.params();
        String part = params.has("tagging") ? "Tagging" : params.has("acl") ? "Acl" : "";
        return switch (call.method()) {
            case "GET" -> part.isEmpty() ? read(params) : "GetObject" + part;
            case "HEAD" -> "HeadObject";
            case "PUT" -> part.isEmpty() ? write(call) : "PutObject" + part;
            case "DELETE" -> {
                if (params.has("tagging")) {
                    yield "DeleteObjectTagging";
                }
                yield params.has("uploadId") ? "AbortMultipartUpload" : "DeleteObject";
            }
            case "POST" -> {
                if (params.has("uploads")) {
                    yield "CreateMultipartUpload";
                }
                yield params.has("uploadId") ? "CompleteMultipartUpload" : "";
            }
            default -> "";
        };
    }

    private static String read(Params params) {
        if (params.has("attributes")) {
            return "GetObjectAttributes";
        }
        return params.has("uploadId") ? "ListParts" : "GetObject";
    }

    private static String write(S3Call call) {
        boolean part = call.params().has("uploadId") || call.params().has("partNumber");
        if (CopySource.isNamed(call)) {
            return part ? "UploadPartCopy" : "CopyObject";
        }
        return part ? "UploadPart" : "PutObject";
    }
}

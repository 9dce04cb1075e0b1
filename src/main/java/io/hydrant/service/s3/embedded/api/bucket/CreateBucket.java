package io.hydrant.service.s3.embedded.api.bucket;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.Scope;
import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.access.Acl;
import io.hydrant.service.s3.embedded.access.OwnershipRules;
import io.hydrant.service.s3.embedded.api.wire.Replies;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.api.wire.Tagging;
import io.hydrant.service.s3.embedded.api.wire.UploadBody;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlElement;
import io.hydrant.service.s3.embedded.object.BucketNames;
import io.hydrant.service.s3.embedded.object.Versioning;

/**
 * CreateBucket. A refusal leaves no bucket behind, and a repetition in us-east-1 changes nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html">CreateBucket</a>
 */
final class CreateBucket {
    private CreateBucket() {}

    static HttpResponse answer(S3Call call) {
        String name = call.bucketName();
        if (!BucketNames.isValid(name)) {
            throw S3Errors.invalidBucketName(name);
        }
        Optional<XmlElement> configuration = configuration(call);
        BucketLocation location = BucketLocation.of(
                configuration.flatMap(root -> root.textOf("LocationConstraint")).orElse(""),
                call.scope().region());
        Map<String, String> tags = tags(configuration);
        Optional<Bucket> existing = call.s3().find(call.scope().account(), name);
        if (existing.isPresent()) {
            if (!isHome(location.region().value())
                    || !isHome(existing.get().scope().region().value())
                    || !tags.isEmpty()) {
                throw S3Errors.bucketAlreadyOwnedByYou(name);
            }
            return created(call, existing.get());
        }
        Optional<String> ownership = call.header("x-amz-object-ownership").map(OwnershipRules::checked);
        Acl.checkNew(call.requester(), ownership.orElse(OwnershipRules.ENFORCED));
        Bucket bucket = call.s3().createBucket(new Scope(call.scope().account(), location.region()), name);
        location.keep(bucket);
        Settings.tagging(bucket, tags);
        Acl.keepNew(call.requester(), bucket);
        ownership.ifPresent(value -> Settings.ownership(bucket, value));
        if (call.header("x-amz-bucket-object-lock-enabled")
                .filter("true"::equalsIgnoreCase)
                .isPresent()) {
            bucket.versioning(Versioning.ENABLED);
            Settings.lockObjects(bucket);
        }
        return created(call, bucket);
    }

    private static HttpResponse created(S3Call call, Bucket bucket) {
        String name = bucket.name();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(
                "Location",
                isHome(bucket.scope().region().value())
                        ? "/" + name
                        : "http://" + name + "." + call.header("Host").orElse("localhost") + "/");
        headers.put("x-amz-bucket-arn", bucket.arn());
        return Replies.empty(200, headers);
    }

    private static Optional<XmlElement> configuration(S3Call call) {
        byte[] body = UploadBody.of(call).bytes();
        if (body.length == 0) {
            return Optional.empty();
        }
        XmlElement root = XmlElement.parse(body);
        if (!root.name().equals("CreateBucketConfiguration")) {
            throw S3Errors.malformedXml();
        }
        return Optional.of(root);
    }

    private static Map<String, String> tags(Optional<XmlElement> configuration) {
        return configuration.map(Tagging::ofNewBucket).orElse(Map.of());
    }

    private static boolean isHome(String region) {
        return region.equals(BucketLocation.HOME);
    }
}

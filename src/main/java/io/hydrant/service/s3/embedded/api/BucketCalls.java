package io.hydrant.service.s3.embedded.api;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AwsException;
import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.Bucket;
import io.hydrant.service.s3.embedded.BucketNames;
import io.hydrant.service.s3.embedded.S3Errors;
import io.hydrant.service.s3.embedded.SettingDocument;
import io.hydrant.service.s3.embedded.Versioning;
import io.hydrant.service.s3.embedded.XmlElement;

/** ListBuckets, CreateBucket, HeadBucket, DeleteBucket and GetBucketLocation. */
final class BucketCalls {
    private static final String HOME = "us-east-1";
    private static final int MOST = 10_000;

    private BucketCalls() {}

    /** ListBuckets. */
    static HttpResponse list(S3Call call) {
        Params params = call.params();
        String prefix = params.text("prefix");
        String after = params.text("continuation-token");
        Optional<String> region = params.get("bucket-region");
        int most = params.get("max-buckets").map(BucketCalls::maxBuckets).orElse(MOST);
        List<Bucket> found = call.s3().list(call.scope().account()).stream()
                .filter(bucket ->
                        bucket.name().startsWith(prefix) && bucket.name().compareTo(after) > 0)
                .filter(bucket ->
                        region.isEmpty() || bucket.scope().region().value().equals(region.get()))
                .toList();
        XmlText xml = XmlText.document("ListAllMyBucketsResult")
                .open("Owner")
                .leaf("ID", Acl.ownerId(call.scope().account()))
                .close("Owner")
                .open("Buckets");
        List<Bucket> page = found.subList(0, Math.min(most, found.size()));
        page.forEach(bucket -> xml.open("Bucket")
                .leaf("Name", bucket.name())
                .leaf("CreationDate", bucket.created())
                .leaf("BucketRegion", bucket.scope().region().value())
                .leaf("BucketArn", bucket.arn())
                .close("Bucket"));
        xml.close("Buckets");
        params.get("prefix").ifPresent(text -> xml.leaf("Prefix", text));
        if (page.size() < found.size()) {
            xml.leaf("ContinuationToken", page.get(page.size() - 1).name());
        }
        return Replies.xml(xml);
    }

    /** CreateBucket. */
    static HttpResponse create(S3Call call) {
        String name = call.bucketName();
        if (!BucketNames.isValid(name)) {
            throw S3Errors.invalidBucketName(name);
        }
        byte[] body = UploadBody.of(call).bytes();
        Optional<XmlElement> configuration = body.length == 0 ? Optional.empty() : Optional.of(XmlElement.parse(body));
        configuration
                .filter(root -> !root.name().equals("CreateBucketConfiguration"))
                .ifPresent(root -> {
                    throw S3Errors.malformedXml();
                });
        checkLocation(
                configuration.flatMap(root -> root.textOf("LocationConstraint")).filter(text -> !text.isEmpty()),
                call.scope().region().value());
        Map<String, String> tags = configuration
                .flatMap(root -> root.child("Tags"))
                .map(set -> Tagging.ofBucket(
                        new XmlElement("Tagging", "", List.of(new XmlElement("TagSet", "", set.children())))))
                .orElse(Map.of());
        String region = call.scope().region().value();
        if (call.s3().find(call.scope().account(), name).isPresent() && (!region.equals(HOME) || !tags.isEmpty())) {
            throw S3Errors.bucketAlreadyOwnedByYou(name);
        }
        Bucket bucket = call.s3().createBucket(call.scope(), name);
        if (!tags.isEmpty()) {
            bucket.setting(
                    "tagging",
                    Optional.of(new SettingDocument(
                            new String(Tagging.document(tags).bytes(), StandardCharsets.UTF_8), "")));
        }
        call.header("x-amz-object-ownership").ifPresent(ownership -> Settings.ownership(bucket, ownership));
        if (call.header("x-amz-bucket-object-lock-enabled")
                .filter("true"::equalsIgnoreCase)
                .isPresent()) {
            bucket.versioning(Versioning.ENABLED);
            Settings.lockObjects(bucket);
        }
        if (call.header("x-amz-acl").isPresent()) {
            Acl.check(call, bucket);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(
                "Location",
                region.equals(HOME)
                        ? "/" + name
                        : "http://" + name + "." + call.header("Host").orElse("localhost") + "/");
        headers.put("x-amz-bucket-arn", bucket.arn());
        return Replies.empty(200, headers);
    }

    /** HeadBucket. */
    static HttpResponse head(S3Call call) {
        Bucket bucket = call.bucket();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-amz-bucket-region", bucket.scope().region().value());
        headers.put("x-amz-bucket-arn", bucket.arn());
        headers.put("x-amz-access-point-alias", "false");
        headers.put("Content-Type", Replies.XML);
        return Replies.empty(200, headers);
    }

    /** DeleteBucket. */
    static HttpResponse delete(S3Call call) {
        Bucket bucket = call.bucket();
        call.s3().deleteBucket(call.scope().account(), bucket.name());
        return Replies.empty(204);
    }

    /** GetBucketLocation. */
    static HttpResponse location(S3Call call) {
        String region = call.bucket().scope().region().value();
        XmlText xml = XmlText.document("LocationConstraint");
        return Replies.xml(region.equals(HOME) ? xml : xml.raw(region));
    }

    private static int maxBuckets(String text) {
        if (text.matches("\\d{1,5}")) {
            int count = Integer.parseInt(text);
            if (count >= 1 && count <= MOST) {
                return count;
            }
        }
        throw S3Errors.invalidArgument(
                "Argument max-buckets must be an integer between 1 and 10000", "max-buckets", text);
    }

    private static void checkLocation(Optional<String> location, String region) {
        if (location.isEmpty()) {
            if (!region.equals(HOME)) {
                throw illegal("The unspecified");
            }
            return;
        }
        if (location.get().equals(HOME)) {
            throw invalid(location.get());
        }
        boolean sameOld = location.get().equals("EU") && region.equals("eu-west-1");
        if (!location.get().equals(region) && !sameOld && !region.equals(HOME)) {
            throw illegal("The " + location.get());
        }
        if (!location.get().equals(region) && !sameOld) {
            if (!location.get().matches("[a-z]{2,4}(-[a-z]+)+-\\d+")) {
                throw invalid(location.get());
            }
            throw illegal("The " + location.get());
        }
    }

    private static AwsException invalid(String location) {
        return S3Errors.of(
                400,
                "InvalidLocationConstraint",
                "The specified location-constraint is not valid",
                "LocationConstraint",
                location);
    }

    private static AwsException illegal(String which) {
        return S3Errors.of(
                400,
                "IllegalLocationConstraintException",
                which
                        + " location constraint is incompatible for the region specific endpoint this request was sent to.");
    }
}

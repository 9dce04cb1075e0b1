package io.hydrant.service.s3.embedded.api.bucket;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.KnownRegions;
import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.access.Acl;
import io.hydrant.service.s3.embedded.api.wire.Params;
import io.hydrant.service.s3.embedded.api.wire.Replies;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlText;

/** ListBuckets, HeadBucket, DeleteBucket and GetBucketLocation. */
final class BucketCalls {
    private static final int MOST = 10_000;
    private static final List<String> FILTERS = List.of("prefix", "continuation-token", "bucket-region", "max-buckets");

    private BucketCalls() {}

    /** ListBuckets. The Region of each bucket is told to a client that filters or pages: recorded from AWS. */
    static HttpResponse list(S3Call call) {
        Params params = call.params();
        String prefix = params.text("prefix");
        String after = params.text("continuation-token");
        Optional<String> region = params.get("bucket-region");
        int most = params.get("max-buckets").map(BucketCalls::maxBuckets).orElse(MOST);
        region.ifPresent(name -> checkRegion(call, name));
        List<Bucket> found = call.s3().list(call.scope().account()).stream()
                .filter(bucket ->
                        bucket.name().startsWith(prefix) && bucket.name().compareTo(after) > 0)
                .filter(bucket ->
                        region.isEmpty() || bucket.scope().region().value().equals(region.get()))
                .toList();
        boolean tellsRegions = FILTERS.stream().anyMatch(params::has);
        XmlText xml = XmlText.document("ListAllMyBucketsResult")
                .open("Owner")
                .leaf("ID", Acl.ownerId(call.scope().account()))
                .close("Owner")
                .open("Buckets");
        List<Bucket> page = found.subList(0, Math.min(most, found.size()));
        for (Bucket bucket : page) {
            xml.open("Bucket").leaf("Name", bucket.name()).leaf("CreationDate", bucket.created());
            if (tellsRegions) {
                xml.leaf("BucketRegion", bucket.scope().region().value());
            }
            xml.leaf("BucketArn", bucket.arn()).close("Bucket");
        }
        xml.close("Buckets");
        params.get("prefix").ifPresent(text -> xml.leaf("Prefix", text));
        if (page.size() < found.size()) {
            xml.leaf("ContinuationToken", page.get(page.size() - 1).name());
        }
        return Replies.xml(xml);
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
        XmlText xml = XmlText.document("LocationConstraint");
        BucketLocation.told(call.bucket()).ifPresent(xml::raw);
        return Replies.xml(xml);
    }

    /** A Region that AWS does not have is refused: recorded from AWS. Invented ones that are in use are taken: ours. */
    private static void checkRegion(S3Call call, String name) {
        boolean used = call.scope().region().value().equals(name)
                || call.s3().list(call.scope().account()).stream()
                        .anyMatch(bucket -> bucket.scope().region().value().equals(name));
        if (!used && !KnownRegions.contains(name)) {
            throw S3Errors.invalidArgument("Argument value " + name + " is not a valid AWS Region", "bucket-region");
        }
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
}

package io.hydrant.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

import io.hydrant.protocol.Operation;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.api.KmsApi;
import io.hydrant.support.MemoryTimers;
import io.hydrant.time.VirtualTime;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.sync.RequestBody;

import static java.time.Instant.EPOCH;

/** Requests to Firehose, KMS, STS, S3 and the control API that mostly fit what is there. */
final class RequestCorpus {
    private static final String JSON = "Content-Type: application/x-amz-json-1.1";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final String SIGNED =
            "Authorization: AWS4-HMAC-SHA256 Credential=000000000000/20260101/us-east-1/%s/aws4_request,"
                    + " SignedHeaders=host, Signature=00\r\nX-Amz-Date: 20260101T000000Z";
    private static final String TRUSTED = "RoleArn=arn%3Aaws%3Aiam%3A%3A000000000000%3Arole%2Fa&RoleSessionName=ab";

    private final RandomGenerator random;
    private final List<Operation<?, ?>> kms;
    private final RandomInput inputs;
    private final List<String> firehose =
            List.copyOf(new TreeSet<>(FirehoseMembers.operations().keySet()));
    private final RandomInput firehoseInputs;
    private final List<MutatedRequest> others = new ArrayList<>();

    private RequestCorpus(RandomGenerator random, Map<String, List<String>> fitting, String uploadId) {
        this.random = random;
        VirtualTime time = new VirtualTime(EPOCH);
        this.kms = KmsApi.operations(new EmbeddedKms(time, MemoryTimers.on(time), caller -> List.of()));
        this.inputs = new RandomInput(random, fitting);
        String key = fitting.getOrDefault("KeyId", List.of("\"\"")).get(0);
        this.firehoseInputs = new RandomInput(random, FirehoseMembers.of(key.substring(1, key.length() - 1)));
        sts();
        objects(uploadId);
        buckets();
        control();
    }

    /** Makes keys and a bucket, and requests about them. */
    static RequestCorpus of(RandomGenerator random, ClientsOf clients) {
        clients.s3.createBucket(r -> r.bucket("lake"));
        clients.s3.putObject(r -> r.bucket("lake").key("a"), RequestBody.fromString("water"));
        String upload = clients.s3
                .createMultipartUpload(r -> r.bucket("lake").key("parts"))
                .uploadId();
        return new RequestCorpus(random, KmsMembers.of(clients.kms), upload);
    }

    MutatedRequest next() {
        if (random.nextInt(4) == 0) {
            String operation = firehose.get(random.nextInt(firehose.size()));
            SdkPojo input = FirehoseMembers.operations().get(operation);
            return json("Firehose_20150804", operation, firehoseInputs.of(input), "firehose");
        }
        if (random.nextBoolean()) {
            Operation<?, ?> operation = kms.get(random.nextInt(kms.size()));
            return json("TrentService", operation.name(), inputs.of(operation.newInput()), "kms");
        }
        MutatedRequest request = others.get(random.nextInt(others.size()));
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            request = request.mutated(random);
        }
        return request;
    }

    private MutatedRequest json(String target, String operation, String body, String service) {
        MutatedRequest request = MutatedRequest.of(
                "POST", "/", body, JSON, "X-Amz-Target: " + target + '.' + operation, SIGNED.formatted(service));
        return random.nextInt(3) == 0 ? request.mutated(random) : request;
    }

    private void sts() {
        for (String form : List.of(
                "GetCallerIdentity",
                "AssumeRole&" + TRUSTED + "&DurationSeconds=900&Policy=%7B%7D&ExternalId=ab&SourceIdentity=ab"
                        + "&Tags.member.1.Key=a&Tags.member.1.Value=b&TransitiveTagKeys.member.1=a",
                "AssumeRoleWithWebIdentity&" + TRUSTED + "&WebIdentityToken=e30.eyJpc3MiOiJhIn0.x",
                "AssumeRoleWithWebIdentity&" + TRUSTED + "&WebIdentityToken=e30."
                        + "eyJpc3MiOiJhIiwic3ViIjoiYiIsImF1ZCI6ImMiLCJleHAiOjk5OTk5OTk5OTk5fQ.x",
                "AssumeRoleWithSAML&" + TRUSTED,
                "GetSessionToken&DurationSeconds=900",
                "GetFederationToken&Name=ann&DurationSeconds=900&PolicyArns.member.1.arn=a",
                "GetAccessKeyInfo&AccessKeyId=AKIAIOSFODNN7EXAMPLE",
                "DecodeAuthorizationMessage&EncodedMessage=abc")) {
            String query = "Action=" + form + "&Version=2011-06-15";
            others.add(MutatedRequest.of("POST", "/", query, FORM, SIGNED.formatted("sts")));
            others.add(
                    MutatedRequest.of("POST", "/", query, FORM, "X-Amz-Security-Token: AAAA", SIGNED.formatted("sts")));
            others.add(MutatedRequest.of("GET", "/?" + query, ""));
        }
    }

    private void objects(String uploadId) {
        String upload = "/lake/parts?uploadId=" + uploadId;
        add("PUT", "/lake/b", "water", "x-amz-meta-a: b", "x-amz-tagging: a=b", "x-amz-storage-class: STANDARD");
        add(
                "PUT",
                "/lake/b",
                "water",
                "x-amz-server-side-encryption: aws:kms",
                "x-amz-server-side-encryption-aws-kms-key-id: alias/mine",
                "x-amz-server-side-encryption-context: e30=");
        add("PUT", "/lake/b", "water", "Content-MD5: AAAA", "x-amz-checksum-crc32: AAAAAA==", "Expires: 0");
        add("PUT", "/lake/b", "water", "If-None-Match: *", "If-Match: \"a\"", "x-amz-sdk-checksum-algorithm: CRC32");
        add(
                "PUT",
                "/lake/b",
                "5;chunk-signature=00\r\nwater\r\n0;chunk-signature=00\r\n\r\n",
                "x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                "Content-Encoding: aws-chunked",
                "x-amz-decoded-content-length: 5",
                "x-amz-trailer: x-amz-checksum-crc32");
        add(
                "PUT",
                "/lake/c",
                "",
                "x-amz-copy-source: /lake/a",
                "x-amz-copy-source-if-match: \"a\"",
                "x-amz-metadata-directive: REPLACE",
                "x-amz-copy-source-if-modified-since: 0");
        add("GET", "/lake/a?response-expires=a&versionId=null&partNumber=1", "", "Range: bytes=0-1", "If-Range: a");
        add("GET", "/lake/a", "", "If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT", "If-None-Match: \"a\"");
        add("HEAD", "/lake/a?partNumber=1", "", "x-amz-checksum-mode: ENABLED", "Range: bytes=1-");
        add("GET", "/lake/a?attributes", "", "x-amz-object-attributes: ETag,ObjectParts", "x-amz-max-parts: 1");
        add("DELETE", "/lake/b?versionId=null", "");
        for (String sub : List.of("acl", "tagging", "retention", "legal-hold", "torrent", "restore")) {
            add("GET", "/lake/a?" + sub + "=", "");
        }
        add("PUT", "/lake/a?tagging=", "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>");
        add("POST", "/lake/new?uploads=", "", "x-amz-checksum-algorithm: CRC32", "x-amz-checksum-type: COMPOSITE");
        add("PUT", upload + "&partNumber=1", "water", "x-amz-checksum-crc32: AAAAAA==");
        add("PUT", upload + "&partNumber=2", "", "x-amz-copy-source: /lake/a", "x-amz-copy-source-range: bytes=0-1");
        add("GET", upload + "&max-parts=1&part-number-marker=0", "");
        add(
                "POST",
                upload,
                "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>\"a\"</ETag></Part>"
                        + "</CompleteMultipartUpload>",
                "x-amz-mp-object-size: 5",
                "If-None-Match: *");
        add(
                "POST",
                "/lake?delete=",
                "<Delete><Quiet>true</Quiet><Object><Key>x</Key><VersionId>null</VersionId></Object>" + "</Delete>");
    }

    private void buckets() {
        add("GET", "/?max-buckets=1&continuation-token=AAAA&prefix=a&bucket-region=us-east-1", "");
        add(
                "GET",
                "/lake?list-type=2&prefix=a&delimiter=%2F&max-keys=1&start-after=a&encoding-type=url"
                        + "&continuation-token=AAAA&fetch-owner=true",
                "");
        add("GET", "/lake?marker=a&max-keys=2&prefix=", "");
        add("GET", "/lake?versions=&key-marker=a&version-id-marker=null&max-keys=1", "");
        add("GET", "/lake?uploads=&key-marker=a&upload-id-marker=b&max-uploads=1", "");
        add(
                "PUT",
                "/pond",
                "<CreateBucketConfiguration><LocationConstraint>us-west-2</LocationConstraint>"
                        + "</CreateBucketConfiguration>",
                "x-amz-acl: private",
                "x-amz-object-ownership: ObjectWriter");
        add(
                "PUT",
                "/lake?encryption=",
                "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>"
                        + "<SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>alias/mine</KMSMasterKeyID>"
                        + "</ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true</BucketKeyEnabled></Rule>"
                        + "</ServerSideEncryptionConfiguration>");
        add(
                "PUT",
                "/lake?versioning=",
                "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>");
        add(
                "PUT",
                "/lake?policy=",
                KmsMembers.POLICY.replace("kms:*", "s3:PutObject").replace("Allow", "Deny"));
        add(
                "PUT",
                "/lake?lifecycle=",
                "<LifecycleConfiguration><Rule><ID>a</ID><Status>Enabled</Status><Filter/>"
                        + "<Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>");
        add("PUT", "/lake?tagging=", "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>");
        add(
                "PUT",
                "/lake?acl=",
                "<AccessControlPolicy><Owner><ID>a</ID></Owner><AccessControlList/></AccessControlPolicy>",
                "x-amz-grant-read: id=\"a\"");
        for (String sub : List.of(
                "location",
                "policy",
                "policyStatus",
                "cors",
                "website",
                "lifecycle",
                "replication",
                "object-lock",
                "ownershipControls",
                "publicAccessBlock",
                "encryption",
                "accelerate",
                "requestPayment",
                "logging",
                "notification",
                "metrics&id=a",
                "analytics&id=a",
                "inventory&id=a",
                "intelligent-tiering&id=a")) {
            add("GET", "/lake?" + sub.replaceFirst("^([a-zA-Z-]+)", "$1="), "");
            add("DELETE", "/lake?" + sub.replaceFirst("^([a-zA-Z-]+)", "$1="), "");
            add("PUT", "/lake?" + sub.replaceFirst("^([a-zA-Z-]+)", "$1="), "<A><B>c</B></A>", "Content-MD5: AAAA");
        }
    }

    private void control() {
        for (String target : List.of(
                "/_hydrant/health",
                "/_hydrant/ready",
                "/_hydrant/clock?account=000000000000&region=us-east-1",
                "/_hydrant/events?stream=orders&since=1&limit=1&account=000000000000&region=us-east-1",
                "/_hydrant/streams/orders?account=000000000000&region=us-east-1",
                "/_hydrant/deliveries?stream=orders&since=1&records=0&await=1ms&region=us-east-1",
                "/metrics",
                "/_localstack/health")) {
            add("GET", target, "");
        }
        add("POST", "/_hydrant/flush?stream=orders&account=000000000000&region=us-east-1", "");
        add("POST", "/_hydrant/reset?stream=orders&account=111111111111&region=us-east-1", "");
        for (String move :
                List.of("{\"advance\":\"PT1S\"}", "{\"advanceTo\":\"2026-01-01T00:00:00Z\"}", "{\"freeze\":true}")) {
            add("POST", "/_hydrant/clock?account=000000000000", move, "Content-Type: application/json");
        }
    }

    private void add(String method, String target, String body, String... headers) {
        others.add(MutatedRequest.of(method, target, body, headers));
    }
}

package io.hydrant.it;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.hydrant.Hydrant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** The embedded S3, seen through the unmodified SDK. */
class S3IT {
    private static final int PART = 5 << 20;

    private static Hydrant hydrant;
    private static S3Client s3;

    @BeforeAll
    static void start() {
        hydrant = Hydrant.start();
        s3 = client(hydrant.endpoint(), "000000000000");
    }

    @AfterAll
    static void stop() {
        s3.close();
        hydrant.close();
    }

    @Test
    void aBucketComesAndGoes() {
        s3.createBucket(b -> b.bucket("comes-and-goes"));

        assertThat(s3.headBucket(b -> b.bucket("comes-and-goes")).bucketRegion())
                .isEqualTo("us-east-1");
        assertThat(s3.listBuckets().buckets()).extracting(b -> b.name()).contains("comes-and-goes");
        s3.putObject(b -> b.bucket("comes-and-goes").key("a"), RequestBody.fromString("x"));
        assertThat(code(() -> s3.deleteBucket(b -> b.bucket("comes-and-goes")))).isEqualTo("BucketNotEmpty");
        s3.deleteObject(b -> b.bucket("comes-and-goes").key("a"));
        s3.deleteBucket(b -> b.bucket("comes-and-goes"));
        assertThat(catchThrowableOfType(S3Exception.class, () -> s3.headBucket(b -> b.bucket("comes-and-goes")))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void anObjectComesBackAsItWasWritten() {
        bucket("as-written");
        String key = "ordner/ü +%&;=//x";

        PutObjectResponse put = s3.putObject(
                b -> b.bucket("as-written")
                        .key(key)
                        .contentType("text/plain")
                        .contentEncoding("identity")
                        .metadata(Map.of("Colour", "blue"))
                        .tagging("team=a%20b"),
                RequestBody.fromString("hello"));
        ResponseBytes<GetObjectResponse> got =
                s3.getObjectAsBytes(b -> b.bucket("as-written").key(key));

        assertThat(put.eTag()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
        assertThat(put.checksumCRC32()).isEqualTo("NhCmhg==");
        assertThat(got.asUtf8String()).isEqualTo("hello");
        assertThat(got.response().contentType()).isEqualTo("text/plain");
        assertThat(got.response().contentEncoding()).isEqualTo("identity");
        assertThat(got.response().metadata()).containsExactly(Map.entry("colour", "blue"));
        assertThat(got.response().serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
        assertThat(got.response().tagCount()).isEqualTo(1);
        assertThat(s3.getObjectTagging(b -> b.bucket("as-written").key(key)).tagSet())
                .containsExactly(Tag.builder().key("team").value("a b").build());
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
    void checksumsAreVerifiedAndToldAgain(ChecksumAlgorithm algorithm) {
        bucket("checksums");
        String key = algorithm.name();

        s3.putObject(b -> b.bucket("checksums").key(key).checksumAlgorithm(algorithm), RequestBody.fromString("hello"));

        assertThat(s3.getObjectAsBytes(b -> b.bucket("checksums").key(key).checksumMode(ChecksumMode.ENABLED))
                        .asUtf8String())
                .isEqualTo("hello");
        HeadObjectResponse head =
                s3.headObject(b -> b.bucket("checksums").key(key).checksumMode(ChecksumMode.ENABLED));
        assertThat(head.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
        assertThat(code(() -> s3.putObject(
                        b -> b.bucket("checksums")
                                .key(key)
                                .checksumSHA256("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaA="),
                        RequestBody.fromString("hello"))))
                .isEqualTo("BadDigest");
    }

    @Test
    void listsInPages() {
        bucket("pages");
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            keys.add("p/" + (char) ('a' + i) + " +ü");
            s3.putObject(b -> b.bucket("pages").key(keys.get(keys.size() - 1)), RequestBody.empty());
        }
        s3.putObject(b -> b.bucket("pages").key("q/1"), RequestBody.empty());

        assertThat(s3.listObjectsV2Paginator(b -> b.bucket("pages").prefix("p/").maxKeys(5)).contents().stream()
                        .map(S3Object::key))
                .isEqualTo(keys);
        ListObjectsV2Response top = s3.listObjectsV2(b -> b.bucket("pages").delimiter("/"));
        assertThat(top.commonPrefixes()).extracting(p -> p.prefix()).containsExactly("p/", "q/");
        assertThat(top.keyCount()).isEqualTo(2);
    }

    /** Recorded from AWS: the token goes before the start, which is not told again. */
    @Test
    void theStartOfAListIsToldOnItsFirstPageAlone() {
        bucket("starts");
        for (String key : List.of("a", "b", "c")) {
            s3.putObject(b -> b.bucket("starts").key(key), RequestBody.empty());
        }

        ListObjectsV2Response first =
                s3.listObjectsV2(b -> b.bucket("starts").startAfter("a").maxKeys(1));
        ListObjectsV2Response second = s3.listObjectsV2(
                b -> b.bucket("starts").startAfter("a").continuationToken(first.nextContinuationToken()));

        assertThat(first.startAfter()).isEqualTo("a");
        assertThat(second.startAfter()).isNull();
        assertThat(second.contents()).extracting(S3Object::key).containsExactly("c");
    }

    @Test
    void deletesManyAtOnce() {
        bucket("many");
        s3.putObject(b -> b.bucket("many").key("a&b<c>"), RequestBody.empty());

        DeleteObjectsResponse answer = s3.deleteObjects(b -> b.bucket("many")
                .delete(Delete.builder()
                        .objects(
                                ObjectIdentifier.builder().key("a&b<c>").build(),
                                ObjectIdentifier.builder().key("none").build())
                        .build()));

        assertThat(answer.deleted()).extracting(d -> d.key()).containsExactly("a&b<c>", "none");
        assertThat(s3.listObjectsV2(b -> b.bucket("many")).contents()).isEmpty();
    }

    @Test
    void partsBecomeOneObject() {
        bucket("parts");
        String upload =
                s3.createMultipartUpload(b -> b.bucket("parts").key("big")).uploadId();
        List<CompletedPart> done = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            int number = i;
            byte[] bytes = new byte[i == 1 ? PART : 7];
            UploadPartResponse part = s3.uploadPart(
                    b -> b.bucket("parts").key("big").uploadId(upload).partNumber(number),
                    RequestBody.fromBytes(bytes));
            done.add(
                    CompletedPart.builder().partNumber(number).eTag(part.eTag()).build());
        }

        assertThat(s3.listParts(b -> b.bucket("parts").key("big").uploadId(upload))
                        .parts())
                .hasSize(2);
        s3.completeMultipartUpload(
                b -> b.bucket("parts").key("big").uploadId(upload).multipartUpload(m -> m.parts(done)));

        HeadObjectResponse head = s3.headObject(b -> b.bucket("parts").key("big"));
        assertThat(head.contentLength()).isEqualTo(PART + 7L);
        assertThat(head.eTag()).endsWith("-2\"");
        assertThat(s3.getObjectAsBytes(b -> b.bucket("parts").key("big").range("bytes=" + (PART - 2) + "-"))
                        .asByteArray())
                .hasSize(9);
        assertThat(s3.getObjectAttributes(b -> b.bucket("parts")
                                .key("big")
                                .objectAttributes(ObjectAttributes.OBJECT_PARTS, ObjectAttributes.OBJECT_SIZE))
                        .objectParts()
                        .totalPartsCount())
                .isEqualTo(2);
    }

    @Test
    void tooSmallPartsAreRefusedAtTheEnd() {
        bucket("small-parts");
        String upload =
                s3.createMultipartUpload(b -> b.bucket("small-parts").key("x")).uploadId();
        List<CompletedPart> done = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            int number = i;
            String etag = s3.uploadPart(
                            b -> b.bucket("small-parts")
                                    .key("x")
                                    .uploadId(upload)
                                    .partNumber(number),
                            RequestBody.fromString("tiny"))
                    .eTag();
            done.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        }

        assertThat(code(() -> s3.completeMultipartUpload(
                        b -> b.bucket("small-parts").key("x").uploadId(upload).multipartUpload(m -> m.parts(done)))))
                .isEqualTo("EntityTooSmall");
    }

    @Test
    void copiesAndRefusesToCopyOntoItself() {
        bucket("copies");
        s3.putObject(b -> b.bucket("copies").key("a b").metadata(Map.of("x", "1")), RequestBody.fromString("hello"));

        s3.copyObject(b -> b.sourceBucket("copies")
                .sourceKey("a b")
                .destinationBucket("copies")
                .destinationKey("c"));

        assertThat(s3.headObject(b -> b.bucket("copies").key("c")).metadata()).containsEntry("x", "1");
        assertThat(code(() -> s3.copyObject(b -> b.sourceBucket("copies")
                        .sourceKey("c")
                        .destinationBucket("copies")
                        .destinationKey("c"))))
                .isEqualTo("InvalidRequest");
        s3.copyObject(b -> b.sourceBucket("copies")
                .sourceKey("c")
                .destinationBucket("copies")
                .destinationKey("c")
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(Map.of("x", "2")));
        assertThat(s3.headObject(b -> b.bucket("copies").key("c")).metadata()).containsEntry("x", "2");
    }

    @Test
    void versionsAreKept() {
        bucket("versions");
        s3.putObject(b -> b.bucket("versions").key("v"), RequestBody.fromString("before"));
        s3.putBucketVersioning(
                b -> b.bucket("versions").versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));

        String first = s3.putObject(b -> b.bucket("versions").key("v"), RequestBody.fromString("1"))
                .versionId();
        s3.putObject(b -> b.bucket("versions").key("v"), RequestBody.fromString("2"));
        String marker = s3.deleteObject(b -> b.bucket("versions").key("v")).versionId();

        assertThat(code(() -> s3.getObjectAsBytes(b -> b.bucket("versions").key("v"))))
                .isEqualTo("NoSuchKey");
        assertThat(text("versions", "v", first)).isEqualTo("1");
        assertThat(text("versions", "v", "null")).isEqualTo("before");
        assertThat(s3.listObjectVersions(b -> b.bucket("versions")).versions())
                .hasSize(3)
                .extracting(ObjectVersion::isLatest)
                .containsOnly(false);
        s3.deleteObject(b -> b.bucket("versions").key("v").versionId(marker));
        assertThat(s3.getObjectAsBytes(b -> b.bucket("versions").key("v")).asUtf8String())
                .isEqualTo("2");
    }

    @Test
    void conditionsHold() {
        bucket("conditions");
        String etag = s3.putObject(b -> b.bucket("conditions").key("a"), RequestBody.fromString("x"))
                .eTag();

        assertThat(code(() -> s3.putObject(
                        b -> b.bucket("conditions").key("a").ifNoneMatch("*"), RequestBody.fromString("y"))))
                .isEqualTo("PreconditionFailed");
        assertThat(code(() -> s3.putObject(
                        b -> b.bucket("conditions").key("none").ifMatch(etag), RequestBody.fromString("y"))))
                .isEqualTo("NoSuchKey");
        assertThatThrownBy(() ->
                        s3.getObjectAsBytes(b -> b.bucket("conditions").key("a").ifNoneMatch(etag)))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
        s3.putObject(b -> b.bucket("conditions").key("a").ifMatch(etag), RequestBody.fromString("y"));
    }

    @Test
    void settingsAreKeptAndDefaultsTold() {
        bucket("settings");

        assertThat(code(() -> s3.getBucketPolicy(b -> b.bucket("settings")))).isEqualTo("NoSuchBucketPolicy");
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\","
                + "\"Action\":\"s3:DeleteObject\",\"Resource\":\"arn:aws:s3:::settings/*\"}]}";
        s3.putBucketPolicy(b -> b.bucket("settings").policy(policy));
        assertThat(s3.getBucketPolicy(b -> b.bucket("settings")).policy()).isEqualTo(policy);
        assertThat(s3.getPublicAccessBlock(b -> b.bucket("settings"))
                        .publicAccessBlockConfiguration()
                        .blockPublicAcls())
                .isTrue();
        s3.putPublicAccessBlock(b -> b.bucket("settings")
                .publicAccessBlockConfiguration(PublicAccessBlockConfiguration.builder()
                        .blockPublicAcls(false)
                        .build()));
        assertThat(s3.getPublicAccessBlock(b -> b.bucket("settings"))
                        .publicAccessBlockConfiguration()
                        .blockPublicAcls())
                .isFalse();
        s3.deletePublicAccessBlock(b -> b.bucket("settings"));
        assertThat(code(() -> s3.getPublicAccessBlock(b -> b.bucket("settings"))))
                .isEqualTo("NoSuchPublicAccessBlockConfiguration");
    }

    @Test
    void encryptionIsTold() {
        bucket("sealed");
        String key;
        try (ClientsOf clients = ClientsOf.defaults(hydrant)) {
            key = clients.kms.createKey().keyMetadata().arn();
        }

        PutObjectResponse put = s3.putObject(
                b -> b.bucket("sealed")
                        .key("k")
                        .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId(key.substring(key.indexOf('/') + 1)),
                RequestBody.fromString("hello"));

        assertThat(put.ssekmsKeyId()).isEqualTo(key);
        assertThat(put.eTag()).isNotEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
        assertThat(s3.headObject(b -> b.bucket("sealed").key("k")).ssekmsKeyId())
                .isEqualTo(key);
    }

    @Test
    void accountsDoNotSeeEachOther() {
        bucket("shared-name");
        try (S3Client other = client(hydrant.endpoint(), "111122223333")) {
            assertThat(code(() -> other.listObjectsV2(b -> b.bucket("shared-name"))))
                    .isEqualTo("NoSuchBucket");
            other.createBucket(b -> b.bucket("shared-name"));
            other.putObject(b -> b.bucket("shared-name").key("theirs"), RequestBody.empty());

            hydrant.control().reset("111122223333");

            assertThat(other.listBuckets().buckets()).isEmpty();
        }
        assertThat(s3.listObjectsV2(b -> b.bucket("shared-name")).contents()).isEmpty();
    }

    @Test
    void timesComeFromTheMovedClock() {
        bucket("clock");
        hydrant.control().advance(Duration.ofDays(400));

        s3.putObject(b -> b.bucket("clock").key("a"), RequestBody.empty());

        assertThat(s3.headObject(b -> b.bucket("clock").key("a")).lastModified())
                .isAfter(s3.listBuckets().buckets().stream()
                        .filter(b -> b.name().equals("clock"))
                        .findFirst()
                        .orElseThrow()
                        .creationDate()
                        .plus(Duration.ofDays(399)));
    }

    @Test
    void objectsInAFolderSurviveTheServer(@TempDir Path dir) {
        Map<String, String> settings = Map.of("HYDRANT_S3_DIR", dir.toString());
        try (Hydrant first = Hydrant.start(settings);
                S3Client client = client(first.endpoint(), "000000000000")) {
            client.createBucket(b -> b.bucket("kept"));
            client.putObject(b -> b.bucket("kept").key("a/b.txt"), RequestBody.fromString("hello"));
        }
        assertThat(dir.resolve("kept/a/b.txt")).hasContent("hello");

        try (Hydrant second = Hydrant.start(settings);
                S3Client client = client(second.endpoint(), "000000000000")) {
            assertThat(client.getObjectAsBytes(b -> b.bucket("kept").key("a/b.txt"))
                            .asString(StandardCharsets.UTF_8))
                    .isEqualTo("hello");
        }
    }

    private static String text(String bucket, String key, String version) {
        return s3.getObjectAsBytes(b -> b.bucket(bucket).key(key).versionId(version))
                .asUtf8String();
    }

    private static void bucket(String name) {
        s3.createBucket(b -> b.bucket(name));
    }

    private static String code(ThrowingCallable call) {
        return catchThrowableOfType(S3Exception.class, call).awsErrorDetails().errorCode();
    }

    private static S3Client client(URI endpoint, String account) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}

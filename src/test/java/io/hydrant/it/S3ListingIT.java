package io.hydrant.it;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Listings of the embedded S3 through the unmodified SDK: pages, markers and common prefixes. */
class S3ListingIT {
    private static final String[] KEYS = {"folder/a/1", "folder/a/2", "folder/b", "folder/c"};

    @RegisterExtension
    static final RunningHydrant running = new RunningHydrant();

    private final S3Client s3 = running.clients().s3;

    /** What every loop that empties a bucket does: it deletes a page, then asks for the one behind it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000})
    void aVersionedBucketIsEmptiedPageByPage(int size) {
        String bucket = versioned("emptied-" + size);
        for (int i = 0; i < 10; i++) {
            for (String key : KEYS) {
                s3.putObject(b -> b.bucket(bucket).key(key), RequestBody.empty());
            }
            s3.deleteObject(b -> b.bucket(bucket).key(KEYS[1]));
        }

        String keyMarker = "";
        String versionMarker = "";
        boolean more = true;
        while (more) {
            String key = keyMarker;
            String version = versionMarker;
            ListObjectVersionsResponse page = s3.listObjectVersions(b ->
                    b.bucket(bucket).maxKeys(size).keyMarker(key).versionIdMarker(version.isEmpty() ? null : version));
            List<ObjectIdentifier> told = Stream.concat(
                            page.versions().stream().map(S3ListingIT::id),
                            page.deleteMarkers().stream().map(S3ListingIT::id))
                    .toList();
            s3.deleteObjects(b -> b.bucket(bucket).delete(d -> d.objects(told)));
            more = page.isTruncated();
            keyMarker = more ? page.nextKeyMarker() : "";
            versionMarker = more ? page.nextVersionIdMarker() : "";
        }

        assertThat(s3.listObjectVersions(b -> b.bucket(bucket)).versions()).isEmpty();
        s3.deleteBucket(b -> b.bucket(bucket));
    }

    @Test
    void aKeyMarkerAloneIsBehindAllVersionsOfItsKey() {
        String bucket = versioned("key-marker");
        for (int i = 0; i < 3; i++) {
            s3.putObject(b -> b.bucket(bucket).key("a"), RequestBody.empty());
            s3.putObject(b -> b.bucket(bucket).key("b"), RequestBody.empty());
        }

        assertThat(s3.listObjectVersions(b -> b.bucket(bucket).keyMarker("a")).versions())
                .extracting(ObjectVersion::key)
                .containsExactly("b", "b", "b");
        assertThat(s3.listObjectVersions(b -> b.bucket(bucket).keyMarker("aa")).versions())
                .extracting(ObjectVersion::key)
                .containsExactly("b", "b", "b");
    }

    /** Recorded from AWS: such a marker stands for the whole common prefix. */
    @ParameterizedTest
    @ValueSource(strings = {"folder/a/", "folder/a/1", "folder/a/2", "folder/a/zzz"})
    void aMarkerInsideACommonPrefixPassesOverIt(String marker) {
        String bucket = versioned("inside");
        for (String key : KEYS) {
            s3.putObject(b -> b.bucket(bucket).key(key), RequestBody.empty());
            if (s3.listMultipartUploads(b -> b.bucket(bucket)).uploads().size() < KEYS.length) {
                s3.createMultipartUpload(b -> b.bucket(bucket).key(key));
            }
        }

        ListObjectsResponse objects = s3.listObjects(
                b -> b.bucket(bucket).prefix("folder/").delimiter("/").marker(marker));
        ListObjectVersionsResponse versions = s3.listObjectVersions(
                b -> b.bucket(bucket).prefix("folder/").delimiter("/").keyMarker(marker));
        ListMultipartUploadsResponse uploads = s3.listMultipartUploads(
                b -> b.bucket(bucket).prefix("folder/").delimiter("/").keyMarker(marker));

        assertThat(objects.commonPrefixes()).isEmpty();
        assertThat(objects.contents()).extracting(S3Object::key).containsExactly("folder/b", "folder/c");
        assertThat(versions.commonPrefixes()).isEmpty();
        assertThat(versions.versions()).extracting(ObjectVersion::key).contains("folder/b", "folder/c");
        assertThat(uploads.commonPrefixes()).isEmpty();
        assertThat(uploads.uploads()).extracting(MultipartUpload::key).containsExactly("folder/b", "folder/c");
    }

    /** Recorded from AWS: ListObjectsV2 takes {@code start-after} as it is. */
    @Test
    void aStartInsideACommonPrefixStillTellsIt() {
        String bucket = versioned("start-after");
        for (String key : KEYS) {
            s3.putObject(b -> b.bucket(bucket).key(key), RequestBody.empty());
        }

        assertThat(s3.listObjectsV2(b -> b.bucket(bucket)
                                .prefix("folder/")
                                .delimiter("/")
                                .startAfter("folder/a/1"))
                        .commonPrefixes())
                .extracting(CommonPrefix::prefix)
                .containsExactly("folder/a/");
    }

    @Test
    void uploadsAreListedBehindOneThatIsGone() {
        String bucket = versioned("uploads");
        List<String> ids = new ArrayList<>();
        for (String key : new String[] {"b", "a", "a", "a"}) {
            ids.add(s3.createMultipartUpload(b -> b.bucket(bucket).key(key)).uploadId());
        }

        ListMultipartUploadsResponse all = s3.listMultipartUploads(b -> b.bucket(bucket));
        assertThat(all.uploads())
                .extracting(MultipartUpload::uploadId)
                .containsExactly(ids.get(1), ids.get(2), ids.get(3), ids.get(0));
        assertThat(all.nextKeyMarker()).isEqualTo("b");
        assertThat(all.nextUploadIdMarker()).isEqualTo(ids.get(0));

        s3.abortMultipartUpload(b -> b.bucket(bucket).key("a").uploadId(ids.get(2)));
        assertThat(s3.listMultipartUploads(b -> b.bucket(bucket).keyMarker("a").uploadIdMarker(ids.get(2)))
                        .uploads())
                .extracting(MultipartUpload::uploadId)
                .containsExactly(ids.get(3), ids.get(0));
        assertThat(s3.listMultipartUploads(b -> b.bucket(bucket).uploadIdMarker(ids.get(3)))
                        .uploads())
                .hasSize(3);
        for (String wrong : new String[] {ids.get(0), "unknown"}) {
            assertThatThrownBy(() -> s3.listMultipartUploads(
                            b -> b.bucket(bucket).keyMarker("a").uploadIdMarker(wrong)))
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidArgument"));
        }
    }

    /** Recorded from AWS. */
    @Test
    void aTokenGoesBeforeAStart() {
        String bucket = versioned("token-and-start");
        for (String key : KEYS) {
            s3.putObject(b -> b.bucket(bucket).key(key), RequestBody.empty());
        }
        String token = s3.listObjectsV2(b -> b.bucket(bucket).maxKeys(1)).nextContinuationToken();

        ListObjectsV2Response page = s3.listObjectsV2(b ->
                b.bucket(bucket).continuationToken(token).startAfter("folder/b").maxKeys(1));

        assertThat(page.startAfter()).isNull();
        assertThat(page.continuationToken()).isEqualTo(token);
        assertThat(page.contents()).extracting(S3Object::key).containsExactly(KEYS[1]);
        assertThat(s3.listObjectsV2(b -> b.bucket(bucket).startAfter("folder/b"))
                        .startAfter())
                .isEqualTo("folder/b");
    }

    /** Recorded from AWS: without the marker of its key, the marker of an upload is passed over and not told. */
    @Test
    void theMarkerOfAnUploadNeedsTheMarkerOfItsKey() {
        String bucket = versioned("upload-marker");
        String id = s3.createMultipartUpload(b -> b.bucket(bucket).key("a")).uploadId();

        ListMultipartUploadsResponse page =
                s3.listMultipartUploads(b -> b.bucket(bucket).uploadIdMarker(id));

        assertThat(page.uploadIdMarker()).isEmpty();
        assertThat(page.uploads()).hasSize(1);
    }

    /** Seen on AWS by OpenStack Swift, in this order. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            KEY | VERSION                          | TEXT
                | bogus                            | Invalid version id specified
            a   | bogus                            | Invalid version id specified
                | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | A version-id marker cannot be specified without a key marker.
            """)
    void theMarkerOfAVersionIsAnIdAndNeedsItsKey(@Nullable String key, String version, String text) {
        String bucket = versioned("version-marker");

        assertThatThrownBy(() -> s3.listObjectVersions(
                        b -> b.bucket(bucket).keyMarker(key).versionIdMarker(version)))
                .isInstanceOfSatisfying(S3Exception.class, e -> {
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidArgument");
                    assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(text);
                });
    }

    @Test
    void bucketsAreListedByRegionsThatExist() {
        versioned("of-a-region");

        assertThat(s3.listBuckets(b -> b.bucketRegion("eu-west-1")).buckets()).isEmpty();
        assertThat(s3.listBuckets(b -> b.bucketRegion("us-east-1").prefix("of-a-region"))
                        .buckets())
                .hasSize(1);
        assertThatThrownBy(() -> s3.listBuckets(b -> b.bucketRegion("eu-east-1")))
                .isInstanceOfSatisfying(S3Exception.class, e -> {
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidArgument");
                    assertThat(e.awsErrorDetails().errorMessage())
                            .isEqualTo("Argument value eu-east-1 is not a valid AWS Region");
                });
    }

    /** A page of size 0 is empty and the last one, so that no loop goes on for ever. */
    @Test
    void pagesHaveTheirBounds() {
        String bucket = versioned("bounds");
        String id = s3.createMultipartUpload(b -> b.bucket(bucket).key("a")).uploadId();
        for (int i = 1; i <= 3; i++) {
            int number = i;
            s3.putObject(b -> b.bucket(bucket).key("k" + number), RequestBody.empty());
            s3.uploadPart(b -> b.bucket(bucket).key("a").uploadId(id).partNumber(number), RequestBody.fromString("x"));
        }

        assertThat(s3.listObjects(b -> b.bucket(bucket).maxKeys(0)).isTruncated())
                .isFalse();
        assertThat(s3.listObjectVersions(b -> b.bucket(bucket).maxKeys(0)).isTruncated())
                .isFalse();
        assertThat(s3.listMultipartUploads(b -> b.bucket(bucket).maxUploads(0)).isTruncated())
                .isFalse();
        assertThat(s3.listParts(b -> b.bucket(bucket).key("a").uploadId(id).maxParts(0))
                        .isTruncated())
                .isFalse();
        assertThat(s3.listObjectsV2(b -> b.bucket(bucket).maxKeys(3)).isTruncated())
                .isFalse();
        assertThat(s3.listObjectsV2(b -> b.bucket(bucket).maxKeys(2)).isTruncated())
                .isTrue();
        ListPartsResponse parts =
                s3.listParts(b -> b.bucket(bucket).key("a").uploadId(id).maxParts(2));
        assertThat(parts.isTruncated()).isTrue();
        assertThat(parts.nextPartNumberMarker()).isEqualTo(2);
        assertThat(s3.listParts(b -> b.bucket(bucket)
                                .key("a")
                                .uploadId(id)
                                .maxParts(1)
                                .partNumberMarker(2))
                        .isTruncated())
                .isFalse();
        assertThat(s3.listParts(b -> b.bucket(bucket).key("a").uploadId(id).maxParts(100_000))
                        .maxParts())
                .isEqualTo(1000);
        assertThatThrownBy(() ->
                        s3.listParts(b -> b.bucket(bucket).key("a").uploadId(id).partNumberMarker(-1)))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidArgument"));
    }

    private String versioned(String bucket) {
        s3.createBucket(b -> b.bucket(bucket));
        s3.putBucketVersioning(
                b -> b.bucket(bucket).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        return bucket;
    }

    private static ObjectIdentifier id(ObjectVersion version) {
        return ObjectIdentifier.builder()
                .key(version.key())
                .versionId(version.versionId())
                .build();
    }

    private static ObjectIdentifier id(DeleteMarkerEntry marker) {
        return ObjectIdentifier.builder()
                .key(marker.key())
                .versionId(marker.versionId())
                .build();
    }
}

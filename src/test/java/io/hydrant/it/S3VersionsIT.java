package io.hydrant.it;

import java.util.List;
import java.util.Locale;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Ids of versions in the embedded S3 through the unmodified SDK: those that were never given, those that are gone, and null. */
class S3VersionsIT {
    private static final String NEVER_GIVEN = "HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD";

    @RegisterExtension
    static final RunningHydrant running = new RunningHydrant();

    private final S3Client s3 = running.clients().s3;

    /** Recorded from AWS, with and without versioning. */
    @ParameterizedTest
    @ValueSource(strings = {"Enabled", "Suspended", "Off"})
    void anIdThatWasNeverGivenIsInvalid(String versioning) {
        String bucket = bucket("never-given-" + versioning, versioning);
        String id = s3.putObject(b -> b.bucket(bucket).key("key"), RequestBody.empty())
                .versionId();
        String nearly = id == null ? "short" : id.substring(0, 28) + "ABCD";

        for (String unknown : List.of(NEVER_GIVEN, nearly)) {
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> s3.getObject(b -> b.bucket(bucket).key("key").versionId(unknown)),
                    () -> s3.getObjectTagging(b -> b.bucket(bucket).key("key").versionId(unknown)),
                    () -> s3.deleteObject(b -> b.bucket(bucket).key("key").versionId(unknown)),
                    () -> s3.deleteObject(b -> b.bucket(bucket).key("absent").versionId(unknown)))) {
                S3Exception refused = catchThrowableOfType(S3Exception.class, call);
                assertThat(refused.statusCode()).isEqualTo(400);
                assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InvalidArgument");
                assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo("Invalid version id specified");
            }
            DeleteObjectsResponse deleted = s3.deleteObjects(b -> b.bucket(bucket)
                    .delete(d -> d.objects(
                            ObjectIdentifier.builder()
                                    .key("key")
                                    .versionId(unknown)
                                    .build(),
                            ObjectIdentifier.builder()
                                    .key("absent")
                                    .versionId(unknown)
                                    .build())));
            assertThat(deleted.errors()).extracting(S3Error::key).containsExactly("key", "absent");
            assertThat(deleted.errors()).extracting(S3Error::code).containsOnly("NoSuchVersion");
            assertThat(deleted.errors()).extracting(S3Error::versionId).containsOnly(unknown);
            assertThat(deleted.deleted()).isEmpty();
        }
        s3.getObject(b -> b.bucket(bucket).key("key"));
    }

    @Test
    void aVersionThatIsGoneIsNotThereAndMayBeDeletedAgain() {
        String bucket = bucket("gone", "Enabled");
        String id = s3.putObject(b -> b.bucket(bucket).key("key"), RequestBody.empty())
                .versionId();
        s3.deleteObject(b -> b.bucket(bucket).key("key").versionId(id));

        S3Exception refused = catchThrowableOfType(
                S3Exception.class,
                () -> s3.getObject(b -> b.bucket(bucket).key("key").versionId(id)));
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("NoSuchVersion");
        s3.deleteObject(b -> b.bucket(bucket).key("key").versionId(id));
        assertThat(s3.deleteObjects(b -> b.bucket(bucket)
                                .delete(d -> d.objects(ObjectIdentifier.builder()
                                        .key("key")
                                        .versionId(id)
                                        .build())))
                        .deleted())
                .extracting(DeletedObject::versionId)
                .containsExactly(id);
    }

    @Test
    void aDeleteMarkerIsNoSourceOfACopy() {
        String bucket = bucket("marker", "Enabled");
        s3.putObject(b -> b.bucket(bucket).key("key"), RequestBody.empty());
        String marker = s3.deleteObject(b -> b.bucket(bucket).key("key")).versionId();

        S3Exception refused = catchThrowableOfType(
                S3Exception.class,
                () -> s3.copyObject(b -> b.sourceBucket(bucket)
                        .sourceKey("key")
                        .sourceVersionId(marker)
                        .destinationBucket(bucket)
                        .destinationKey("copy")));

        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InvalidRequest");
    }

    /** Recorded from AWS: PutObject tells no version of a suspended bucket, a copy and a read do. */
    @Test
    void aPutTellsNoVersionWhereVersioningIsSuspended() {
        String bucket = bucket("suspended", "Suspended");

        assertThat(s3.putObject(b -> b.bucket(bucket).key("key"), RequestBody.empty())
                        .versionId())
                .isNull();
        CopyObjectResponse copy = s3.copyObject(b -> b.sourceBucket(bucket)
                .sourceKey("key")
                .destinationBucket(bucket)
                .destinationKey("key")
                .metadataDirective(MetadataDirective.REPLACE));
        assertThat(copy.versionId()).isEqualTo("null");
        assertThat(copy.copySourceVersionId()).isNull();
        assertThat(s3.headObject(b -> b.bucket(bucket).key("key")).versionId()).isEqualTo("null");
        assertThat(s3.deleteObject(b -> b.bucket(bucket).key("key")).versionId())
                .isEqualTo("null");
    }

    @Test
    void aCopyOfAnOlderVersionNamesItWhereVersioningIsSuspended() {
        String bucket = bucket("once-enabled", "Enabled");
        String id = s3.putObject(b -> b.bucket(bucket).key("key"), RequestBody.empty())
                .versionId();
        versioning(bucket, BucketVersioningStatus.SUSPENDED);

        assertThat(s3.copyObject(b -> b.sourceBucket(bucket)
                                .sourceKey("key")
                                .destinationBucket(bucket)
                                .destinationKey("copy"))
                        .copySourceVersionId())
                .isEqualTo(id);
    }

    private String bucket(String name, String versioning) {
        String bucket = name.toLowerCase(Locale.ROOT);
        s3.createBucket(b -> b.bucket(bucket));
        if (!versioning.equals("Off")) {
            versioning(bucket, BucketVersioningStatus.fromValue(versioning));
        }
        return bucket;
    }

    private void versioning(String bucket, BucketVersioningStatus status) {
        s3.putBucketVersioning(b -> b.bucket(bucket).versioningConfiguration(c -> c.status(status)));
    }
}

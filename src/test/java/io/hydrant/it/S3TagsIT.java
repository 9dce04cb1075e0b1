package io.hydrant.it;

import java.util.List;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Tags of objects and buckets in the embedded S3 through the unmodified SDK: which are refused, and in what words. */
class S3TagsIT {
    private static final String FORM =
            "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters"
                    + " without tag name duplicates.";

    @RegisterExtension
    static final RunningHydrant running = new RunningHydrant();

    private final S3Client s3 = running.clients().s3;

    @BeforeAll
    static void prepare() {
        running.clients().s3.createBucket(b -> b.bucket("tags"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k=1&k=2",
                "k1=v1,k2=v2",
                "novalue",
                "=v",
                "k=v&novalue",
                "k%=v",
                "k=%zz",
                "k=%ff",
                "k$=v",
                "k=v%2Cw",
                "k=v%0A"
            })
    void aHeaderOfAnotherFormIsRefusedAndNothingIsWritten(String header) {
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> s3.putObject(b -> b.bucket("tags").key("never").tagging(header), RequestBody.empty()),
                () -> s3.createMultipartUpload(
                        b -> b.bucket("tags").key("never").tagging(header)))) {
            S3Exception refused = catchThrowableOfType(S3Exception.class, call);
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InvalidArgument");
            assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(FORM);
        }
        assertThat(s3.listObjectsV2(b -> b.bucket("tags").prefix("never")).contents())
                .isEmpty();
        assertThat(s3.listMultipartUploads(b -> b.bucket("tags").prefix("never"))
                        .uploads())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            HEADER            | KEY    | VALUE
            k=                | k      | ''
            k=v=w             | k      | v=w
            a%20b=c+d         | a b    | c d
            %C3%BC=%C3%A4     | ü      | ä
            x.y:z/a%2Bb-_%40= | x.y:z/a+b-_@ | ''
            """)
    void aHeaderInItsFormIsTaken(String header, String key, String value) {
        s3.putObject(b -> b.bucket("tags").key("taken").tagging(header), RequestBody.empty());

        assertThat(s3.getObjectTagging(b -> b.bucket("tags").key("taken")).tagSet())
                .containsExactly(tag(key, value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            KEY       | VALUE     | OF      | TEXT
            Key1,Key2 | v         | anybody | The TagKey you have provided is invalid
            k$        | v         | anybody | The TagKey you have provided is invalid
            k         | Val1,Val2 | anybody | The TagValue you have provided is invalid
            k         | v!        | anybody | The TagValue you have provided is invalid
            aws:x     | v         | objects | Your TagKey cannot be prefixed with aws:
            aws:x     | v         | buckets | System tags cannot be added/updated by requester
            aws:x     | v         | created | User-defined tag keys can't start with "aws:". This prefix is reserved for system tags. Remove "aws:" from your tag keys and try again.
            """)
    void aTagThatAwsRefusesIsRefused(String key, String value, String of, String text) {
        s3.putObject(b -> b.bucket("tags").key("key"), RequestBody.empty());
        Tag tag = tag(key, value);

        if (of.equals("objects") || of.equals("anybody")) {
            refused(
                    text,
                    () -> s3.putObjectTagging(b -> b.bucket("tags").key("key").tagging(t -> t.tagSet(tag))));
        }
        if (of.equals("buckets") || of.equals("anybody")) {
            refused(text, () -> s3.putBucketTagging(b -> b.bucket("tags").tagging(t -> t.tagSet(tag))));
        }
        if (of.equals("created") || of.equals("anybody")) {
            refused(
                    text,
                    () -> s3.createBucket(b -> b.bucket("never-tagged").createBucketConfiguration(c -> c.tags(tag))));
        }
    }

    @Test
    void aReservedKeyInTheHeaderIsRefused() {
        refused(
                "Your TagKey cannot be prefixed with aws:",
                () -> s3.putObject(b -> b.bucket("tags").key("key").tagging("aws:x=1"), RequestBody.empty()));
        s3.putObject(b -> b.bucket("tags").key("key").tagging("a=b"), RequestBody.empty());
        refused(
                "Your TagKey cannot be prefixed with aws:",
                () -> s3.copyObject(b -> b.sourceBucket("tags")
                        .sourceKey("key")
                        .destinationBucket("tags")
                        .destinationKey("copy")
                        .tagging("aws:x=1")
                        .taggingDirective(TaggingDirective.REPLACE)));
    }

    /** Recorded from AWS: 204, and an empty set is none. */
    @Test
    void anEmptySetTakesTheTagsOfABucketAway() {
        s3.createBucket(b -> b.bucket("emptied"));
        assertThat(s3.putBucketTagging(b -> b.bucket("emptied").tagging(t -> t.tagSet(tag("k", "v"))))
                        .sdkHttpResponse()
                        .statusCode())
                .isEqualTo(204);
        assertThat(s3.getBucketTagging(b -> b.bucket("emptied")).tagSet()).containsExactly(tag("k", "v"));

        s3.putBucketTagging(b -> b.bucket("emptied").tagging(t -> t.tagSet(List.of())));

        assertThat(code(() -> s3.getBucketTagging(b -> b.bucket("emptied")))).isEqualTo("NoSuchTagSet");
    }

    @Test
    void aDeleteMarkerHasNoTags() {
        s3.createBucket(b -> b.bucket("marked"));
        s3.putBucketVersioning(b -> b.bucket("marked").versioningConfiguration(c -> c.status("Enabled")));
        s3.putObject(b -> b.bucket("marked").key("key"), RequestBody.empty());
        s3.deleteObject(b -> b.bucket("marked").key("key"));

        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> s3.getObjectTagging(b -> b.bucket("marked").key("key")),
                () -> s3.putObjectTagging(b -> b.bucket("marked").key("key").tagging(t -> t.tagSet(tag("k", "v")))),
                () -> s3.deleteObjectTagging(b -> b.bucket("marked").key("key")))) {
            assertThat(code(call)).isEqualTo("MethodNotAllowed");
        }
    }

    private static void refused(String text, ThrowingCallable call) {
        S3Exception refused = catchThrowableOfType(S3Exception.class, call);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InvalidTag");
        assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(text);
    }

    private static String code(ThrowingCallable call) {
        return catchThrowableOfType(S3Exception.class, call).awsErrorDetails().errorCode();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}

package io.hydrant.it;

import java.time.Duration;
import java.time.Instant;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Conditional requests to the embedded S3 through the unmodified SDK, as recorded from AWS by LocalStack and moto. */
class S3ConditionsIT {
    private static final String BUCKET = "conditional";

    @RegisterExtension
    static final RunningHydrant running = new RunningHydrant();

    private final S3Client s3 = running.clients().s3;

    @BeforeAll
    static void prepare() {
        running.clients().s3.createBucket(b -> b.bucket(BUCKET));
        running.clients().s3.putObject(b -> b.bucket(BUCKET).key("a"), RequestBody.fromString("x"));
    }

    @Test
    void theFutureIsNoCondition() {
        Instant future =
                s3.headObject(b -> b.bucket(BUCKET).key("a")).lastModified().plus(Duration.ofDays(1000));
        String id = s3.createMultipartUpload(b -> b.bucket(BUCKET).key("b")).uploadId();

        assertThat(error(
                        () -> s3.getObjectAsBytes(b -> b.bucket(BUCKET).key("a").ifModifiedSince(future))))
                .isEqualTo("200");
        assertThat(error(() -> s3.headObject(b -> b.bucket(BUCKET).key("a").ifModifiedSince(future))))
                .isEqualTo("200");
        assertThat(error(() -> s3.copyObject(b -> b.sourceBucket(BUCKET)
                        .sourceKey("a")
                        .destinationBucket(BUCKET)
                        .destinationKey("b")
                        .copySourceIfModifiedSince(future))))
                .isEqualTo("200");
        assertThat(error(() -> s3.uploadPartCopy(b -> b.sourceBucket(BUCKET)
                        .sourceKey("a")
                        .destinationBucket(BUCKET)
                        .destinationKey("b")
                        .uploadId(id)
                        .partNumber(1)
                        .copySourceIfModifiedSince(future))))
                .isEqualTo("200");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            MATCH | NONE_MATCH | ANSWER
            *     |            | 501 NotImplemented
                  | "x"        | 501 NotImplemented
            "x"   | *          | 501 NotImplemented
            *     | "x"        | 501 NotImplemented
            "x"   |            | 404 NoSuchKey
                  | *          | 200
            """)
    void whatIsNotAcceptedIsSaid(@Nullable String match, @Nullable String noneMatch, String answer) {
        assertThat(error(() -> s3.putObject(
                        b -> b.bucket(BUCKET).key("new").ifMatch(match).ifNoneMatch(noneMatch),
                        RequestBody.fromString("y"))))
                .isEqualTo(answer);
        s3.deleteObject(b -> b.bucket(BUCKET).key("new"));
        assertThat(error(() -> s3.copyObject(b -> b.sourceBucket(BUCKET)
                        .sourceKey("a")
                        .destinationBucket(BUCKET)
                        .destinationKey("new")
                        .ifMatch(match)
                        .ifNoneMatch(noneMatch))))
                .isEqualTo(answer);
        s3.deleteObject(b -> b.bucket(BUCKET).key("new"));
    }

    @Test
    void aConditionalDeleteNeedsAnObject() {
        assertThat(error(() -> s3.deleteObject(b -> b.bucket(BUCKET).key("none").ifMatch("\"x\""))))
                .isEqualTo("404 NoSuchKey");
        assertThat(error(() -> s3.deleteObject(b -> b.bucket(BUCKET).key("a").ifMatch("\"x\""))))
                .isEqualTo("412 PreconditionFailed");
        assertThat(error(() -> s3.deleteObject(b -> b.bucket(BUCKET).key("none"))))
                .isEqualTo("200");
        assertThat(s3.deleteObjects(b -> b.bucket(BUCKET)
                                .delete(Delete.builder()
                                        .objects(ObjectIdentifier.builder()
                                                .key("none")
                                                .eTag("\"x\"")
                                                .build())
                                        .build()))
                        .errors())
                .extracting(e -> e.code())
                .containsExactly("NoSuchKey");
    }

    /** Status and code of a refusal; 200 for none. */
    private static String error(ThrowingCallable call) {
        S3Exception refused = catchThrowableOfType(S3Exception.class, call);
        return refused == null
                ? "200"
                : refused.statusCode() + " " + refused.awsErrorDetails().errorCode();
    }
}

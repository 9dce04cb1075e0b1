package io.hydrant.it;

import java.util.List;
import java.util.Locale;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Uploads in parts to the embedded S3 through the unmodified SDK. What is refused was recorded from AWS by LocalStack. */
class S3UploadIT {
    private static final int PART = 5 << 20;

    @RegisterExtension
    static final RunningHydrant running = new RunningHydrant();

    private final S3Client s3 = running.clients().s3;

    /** An SDK sends its request again when the answer is lost. */
    @ParameterizedTest
    @EnumSource(
            value = BucketVersioningStatus.class,
            names = {"ENABLED", "SUSPENDED"})
    void completingAgainHasTheSameAnswer(BucketVersioningStatus versioning) {
        String bucket = bucket("again-" + versioning.name().toLowerCase(Locale.ROOT));
        s3.putBucketVersioning(b -> b.bucket(bucket).versioningConfiguration(v -> v.status(versioning)));
        CompleteMultipartUploadRequest request = uploaded(bucket, "k");

        CompleteMultipartUploadResponse first = s3.completeMultipartUpload(request);
        CompleteMultipartUploadResponse second = s3.completeMultipartUpload(request);
        CompleteMultipartUploadResponse conditional =
                s3.completeMultipartUpload(request.toBuilder().ifNoneMatch("*").build());

        assertThat(second).hasToString(first.toString());
        assertThat(conditional).hasToString(first.toString());
        assertThat(s3.listObjectVersions(b -> b.bucket(bucket)).versions()).hasSize(1);
    }

    /** Seen on AWS by OpenStack Swift: only the same list of parts is the same request. */
    @Test
    void completingAgainWithOtherPartsFindsNoUpload() {
        String bucket = bucket("again-otherwise");
        CompleteMultipartUploadRequest request = uploaded(bucket, "k");
        s3.uploadPart(
                b -> b.bucket(bucket).key("k").uploadId(request.uploadId()).partNumber(2),
                RequestBody.fromString("more"));
        s3.completeMultipartUpload(request);
        CompletedPart part = request.multipartUpload().parts().get(0);

        assertThat(error(() -> s3.completeMultipartUpload(request.toBuilder()
                        .multipartUpload(m ->
                                m.parts(part, part.toBuilder().partNumber(2).build()))
                        .build())))
                .isEqualTo("404 NoSuchUpload");
        assertThat(error(() -> s3.completeMultipartUpload(request.toBuilder()
                        .multipartUpload(m -> m.parts(part.toBuilder().eTag("x").build()))
                        .build())))
                .isEqualTo("404 NoSuchUpload");
        assertThat(error(() -> s3.completeMultipartUpload(request.toBuilder()
                        .multipartUpload(m -> m.parts(part.toBuilder()
                                .eTag(part.eTag().replace("\"", ""))
                                .build()))
                        .build())))
                .isEqualTo("200");
    }

    @Test
    void aCompletedUploadIsClosedAndForgottenWithItsObject() {
        String bucket = bucket("closed");
        CompleteMultipartUploadRequest request = uploaded(bucket, "k");
        s3.completeMultipartUpload(request);
        String id = request.uploadId();

        assertThat(error(() -> s3.listParts(b -> b.bucket(bucket).key("k").uploadId(id))))
                .isEqualTo("404 NoSuchUpload");
        assertThat(error(() -> s3.uploadPart(
                        b -> b.bucket(bucket).key("k").uploadId(id).partNumber(2), RequestBody.fromString("x"))))
                .isEqualTo("404 NoSuchUpload");
        assertThat(error(() ->
                        s3.abortMultipartUpload(b -> b.bucket(bucket).key("k").uploadId(id))))
                .isEqualTo("404 NoSuchUpload");
        assertThat(error(() -> s3.completeMultipartUpload(
                        request.toBuilder().key("other").build())))
                .isEqualTo("404 NoSuchUpload");
        s3.putObject(b -> b.bucket(bucket).key("k"), RequestBody.fromString("another"));
        assertThat(error(() -> s3.completeMultipartUpload(request))).isEqualTo("404 NoSuchUpload");
        assertThat(s3.getObjectAsBytes(b -> b.bucket(bucket).key("k")).asUtf8String())
                .isEqualTo("another");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            BEFORE | MEANWHILE  | CONDITION     | ANSWER
            none   | none       | If-None-Match | 200
            none   | put        | If-None-Match | 412 PreconditionFailed
            none   | put delete | If-None-Match | 409 ConditionalRequestConflict
            put    | none       | If-None-Match | 412 PreconditionFailed
            put    | delete     | If-None-Match | 409 ConditionalRequestConflict
            put    | delete     | none          | 200
            put    | none       | If-Match      | 200
            put    | put        | If-Match      | 409 ConditionalRequestConflict
            put    | put        | none          | 200
            put    | delete     | If-Match      | 404 NoSuchKey
            put    | delete put | If-Match      | 409 ConditionalRequestConflict
            put    | none       | If-Match: *   | 501 NotImplemented
            put    | none       | both          | 501 NotImplemented
            put    | none       | other         | 412 PreconditionFailed
            """)
    void conditionsOfACompletionSeeWhatHappenedMeanwhile(
            String before, String meanwhile, String condition, String answer) {
        String bucket = bucket("conditions");
        String key = before + meanwhile + condition;
        write(bucket, key, before);
        CompleteMultipartUploadRequest.Builder request = uploaded(bucket, key).toBuilder();
        write(bucket, key, meanwhile);
        switch (condition) {
            case "If-None-Match" -> request.ifNoneMatch("*");
            case "If-Match" -> request.ifMatch("\"9dd4e461268c8034f5c8564e155c67a6\"");
            case "If-Match: *" -> request.ifMatch("*");
            case "both" -> request.ifMatch("x").ifNoneMatch("*");
            case "other" -> request.ifMatch("x");
            default -> assertThat(condition).isEqualTo("none");
        }

        assertThat(error(() -> s3.completeMultipartUpload(request.build()))).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            ALGORITHM | TYPE        | WRONG        | ANSWER
            CRC32     | COMPOSITE   | 1 2 3        | 400 InvalidPart
            CRC32     | COMPOSITE   | 2            | 400 InvalidPart
            CRC32     | FULL_OBJECT | 1 3          | 400 InvalidPart
            SHA256    | COMPOSITE   | 1 2          | 400 InvalidPart
            CRC32     | COMPOSITE   | none         | 200
            CRC32     | FULL_OBJECT | none         | 200
            CRC32     | COMPOSITE   | missing      | 400 InvalidRequest
            CRC32     | COMPOSITE   | other        | 400 BadDigest
            """)
    void thePartsOfAnUploadAreChecked(String algorithm, String type, String wrong, String answer) {
        String bucket = bucket("checked");
        ChecksumAlgorithm used = ChecksumAlgorithm.fromValue(algorithm);
        String id = s3.createMultipartUpload(
                        b -> b.bucket(bucket).key("k").checksumAlgorithm(used).checksumType(type))
                .uploadId();
        CompletedPart[] parts = new CompletedPart[3];
        for (int i = 1; i <= 3; i++) {
            int number = i;
            UploadPartResponse part = s3.uploadPart(
                    b -> b.bucket(bucket)
                            .key("k")
                            .uploadId(id)
                            .partNumber(number)
                            .checksumAlgorithm(used),
                    RequestBody.fromBytes(new byte[number == 3 ? 10 : PART]));
            CompletedPart.Builder completed =
                    CompletedPart.builder().partNumber(number).eTag(part.eTag());
            boolean bad = wrong.contains(Integer.toString(number));
            if (wrong.equals("other")) {
                completed.checksumSHA256("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
            } else if (!wrong.equals("missing") && used == ChecksumAlgorithm.CRC32) {
                completed.checksumCRC32(bad ? "AAAAAA==" : part.checksumCRC32());
            } else if (!wrong.equals("missing")) {
                completed.checksumSHA256(bad ? "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" : part.checksumSHA256());
            }
            parts[i - 1] = completed.build();
        }

        assertThat(error(() -> s3.completeMultipartUpload(
                        b -> b.bucket(bucket).key("k").uploadId(id).multipartUpload(m -> m.parts(parts)))))
                .isEqualTo(answer);
    }

    @Test
    void anUploadWithoutAnAlgorithmKnowsNoChecksumsOfParts() {
        String bucket = bucket("without");
        CompleteMultipartUploadRequest request = uploaded(bucket, "k");
        ListPartsResponse parts = s3.listParts(b -> b.bucket(bucket).key("k").uploadId(request.uploadId()));
        CompletedPart named = request.multipartUpload().parts().get(0).toBuilder()
                .checksumCRC32("rfPzYw==")
                .build();

        assertThat(parts.nextPartNumberMarker()).isEqualTo(1);
        assertThat(parts.parts().get(0).checksumCRC32()).isNull();
        assertThat(parts.parts().get(0).checksumCRC64NVME()).isNull();
        assertThat(error(() -> s3.completeMultipartUpload(
                        request.toBuilder().multipartUpload(m -> m.parts(named)).build())))
                .isEqualTo("400 InvalidPart");
        assertThat(s3.completeMultipartUpload(request).checksumCRC64NVME()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"-1, 400 InvalidArgument", "0, 400 InvalidArgument", "2, 400 InvalidPart", "10001, 400 InvalidPart"})
    void aListOfPartsNamesWhatIsThere(int number, String answer) {
        String bucket = bucket("numbers");
        CompleteMultipartUploadRequest request = uploaded(bucket, "k");
        CompletedPart part = request.multipartUpload().parts().get(0).toBuilder()
                .partNumber(number)
                .build();

        assertThat(error(() -> s3.completeMultipartUpload(
                        request.toBuilder().multipartUpload(m -> m.parts(part)).build())))
                .isEqualTo(answer);
    }

    @Test
    void aListWithoutPartsTellsAMarkerToo() {
        String bucket = bucket("empty-list");
        String id = s3.createMultipartUpload(b -> b.bucket(bucket).key("k")).uploadId();

        assertThat(s3.listParts(b -> b.bucket(bucket).key("k").uploadId(id)).nextPartNumberMarker())
                .isZero();
        assertThat(error(() -> s3.completeMultipartUpload(
                        b -> b.bucket(bucket).key("k").uploadId(id))))
                .isEqualTo("400 InvalidRequest");
        assertThat(error(() -> s3.completeMultipartUpload(
                        b -> b.bucket(bucket).key("k").uploadId(id).multipartUpload(m -> m.parts(List.of())))))
                .isEqualTo("400 MalformedXML");
        assertThat(error(() -> s3.completeMultipartUpload(b -> b.bucket(bucket)
                        .key("k")
                        .uploadId(id)
                        .multipartUpload(m ->
                                m.parts(CompletedPart.builder().partNumber(1).build())))))
                .isEqualTo("400 MalformedXML");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            RANGE         | ANSWER
            bytes=0-8     | 200
            bytes=9-9     | 200
            bytes=1-0     | 400 InvalidArgument
            0-8           | 400 InvalidArgument
            bytes=1-      | 400 InvalidArgument
            bytes=-2      | 400 InvalidArgument
            bytes=0-100   | 400 InvalidArgument
            bytes=9-10    | 400 InvalidArgument
            bytes=10-10   | 400 InvalidRequest
            bytes=100-200 | 400 InvalidRequest
            """)
    void aCopiedRangeLiesWithinItsSource(String range, String answer) {
        String bucket = bucket("ranges");
        s3.putObject(b -> b.bucket(bucket).key("source"), RequestBody.fromString("0123456789"));
        String id = s3.createMultipartUpload(b -> b.bucket(bucket).key("k")).uploadId();

        assertThat(error(() -> s3.uploadPartCopy(b -> b.sourceBucket(bucket)
                        .sourceKey("source")
                        .destinationBucket(bucket)
                        .destinationKey("k")
                        .uploadId(id)
                        .partNumber(1)
                        .copySourceRange(range))))
                .isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            TYPE        | PARTS | CHECKSUM
            COMPOSITE   | 1     | true
            COMPOSITE   | 2     | true
            FULL_OBJECT | 1     | true
            FULL_OBJECT | 2     | false
            """)
    void aPartIsReadWithItsChecksum(String type, int count, boolean told) {
        String bucket = bucket("part-checksums");
        String id = s3.createMultipartUpload(b -> b.bucket(bucket)
                        .key("k")
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32_C)
                        .checksumType(type))
                .uploadId();
        CompletedPart[] parts = new CompletedPart[count];
        for (int i = 1; i <= count; i++) {
            int number = i;
            UploadPartResponse part = s3.uploadPart(
                    b -> b.bucket(bucket)
                            .key("k")
                            .uploadId(id)
                            .partNumber(number)
                            .checksumAlgorithm(ChecksumAlgorithm.CRC32_C),
                    RequestBody.fromBytes(new byte[PART]));
            parts[i - 1] = CompletedPart.builder()
                    .partNumber(number)
                    .eTag(part.eTag())
                    .checksumCRC32C(part.checksumCRC32C())
                    .build();
        }
        s3.completeMultipartUpload(b -> b.bucket(bucket).key("k").uploadId(id).multipartUpload(m -> m.parts(parts)));

        ResponseBytes<GetObjectResponse> read =
                s3.getObjectAsBytes(b -> b.bucket(bucket).key("k").partNumber(1).checksumMode(ChecksumMode.ENABLED));

        assertThat(read.response().checksumCRC32C()).isEqualTo(told ? parts[0].checksumCRC32C() : null);
        assertThat(read.response().checksumType()).isEqualTo(told ? ChecksumType.fromValue(type) : null);
    }

    /** The checksums of "data", and of that checksum. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            ALGORITHM | TYPE        | SAID                               | SAID_TYPE   | SIZE | ANSWER
            CRC32     | FULL_OBJECT | none                               | none        | none | 200
            CRC32     | FULL_OBJECT | CRC32 rfPzYw==                     | FULL_OBJECT | 4    | 200
            CRC32     | FULL_OBJECT | CRC32 AAAAAA==                     | FULL_OBJECT | none | 400 BadDigest
            CRC32     | FULL_OBJECT | SHA1 AAAAAA==                      | FULL_OBJECT | none | 400 BadDigest
            CRC32     | FULL_OBJECT | CRC32 rfPzYw==                     | none        | none | 400 BadDigest
            CRC32     | FULL_OBJECT | none                               | COMPOSITE   | none | 400 InvalidRequest
            CRC32     | COMPOSITE   | CRC32 wu1R0Q==-1                   | COMPOSITE   | none | 200
            CRC32     | COMPOSITE   | CRC32 wu1R0Q==                     | none        | none | 200
            CRC32     | COMPOSITE   | CRC32 rfPzYw==                     | none        | none | 400 BadDigest
            CRC32     | COMPOSITE   | none                               | FULL_OBJECT | none | 400 InvalidRequest
            none      | none        | CRC64NVME 7a5hQ478J4A=             | none        | 4    | 200
            none      | none        | CRC64NVME AAAAAAAAAAA=             | none        | none | 400 BadDigest
            none      | none        | CRC32 AAAAAA==                     | none        | none | 200
            none      | none        | none                               | FULL_OBJECT | none | 400 InvalidRequest
            none      | none        | none                               | none        | 4    | 200
            none      | none        | none                               | none        | 5    | 400 InvalidRequest
            """)
    void theWholeObjectIsWhatTheClientSays(
            String algorithm, String type, String said, String saidType, String size, String answer) {
        String bucket = bucket("whole");
        ChecksumAlgorithm used = algorithm.equals("none") ? null : ChecksumAlgorithm.fromValue(algorithm);
        String id = s3.createMultipartUpload(b -> b.bucket(bucket)
                        .key("k")
                        .checksumAlgorithm(used)
                        .checksumType(type.equals("none") ? null : type))
                .uploadId();
        UploadPartResponse part = s3.uploadPart(
                b -> b.bucket(bucket)
                        .key("k")
                        .uploadId(id)
                        .partNumber(1)
                        .checksumAlgorithm(used == null ? ChecksumAlgorithm.CRC32 : used),
                RequestBody.fromString("data"));
        CompleteMultipartUploadRequest.Builder request = CompleteMultipartUploadRequest.builder()
                .bucket(bucket)
                .key("k")
                .uploadId(id)
                .checksumType(saidType.equals("none") ? null : saidType)
                .mpuObjectSize(size.equals("none") ? null : Long.valueOf(size))
                .multipartUpload(m -> m.parts(CompletedPart.builder()
                        .partNumber(1)
                        .eTag(part.eTag())
                        .checksumCRC32(used == null ? null : part.checksumCRC32())
                        .build()));
        String value = said.substring(said.indexOf(' ') + 1);
        switch (said.split(" ", 2)[0]) {
            case "CRC32" -> request.checksumCRC32(value);
            case "CRC64NVME" -> request.checksumCRC64NVME(value);
            case "SHA1" -> request.checksumSHA1(value);
            default -> assertThat(said).isEqualTo("none");
        }
        s3.deleteObject(b -> b.bucket(bucket).key("k"));

        assertThat(error(() -> s3.completeMultipartUpload(request.build()))).isEqualTo(answer);

        assertThat(error(() -> s3.headObject(b -> b.bucket(bucket).key("k"))))
                .isEqualTo(answer.equals("200") ? "200" : "404 NoSuchKey");
    }

    /** GetObjectAttributes leaves the number of parts out: recorded from AWS. */
    @Test
    void attributesTellACompositeChecksumWithoutItsCount() {
        String bucket = bucket("attributes");
        String id = s3.createMultipartUpload(b -> b.bucket(bucket).key("k").checksumAlgorithm(ChecksumAlgorithm.CRC32))
                .uploadId();
        UploadPartResponse part = s3.uploadPart(
                b -> b.bucket(bucket).key("k").uploadId(id).partNumber(1).checksumAlgorithm(ChecksumAlgorithm.CRC32),
                RequestBody.fromString("data"));
        String whole = s3.completeMultipartUpload(b -> b.bucket(bucket)
                        .key("k")
                        .uploadId(id)
                        .multipartUpload(m -> m.parts(CompletedPart.builder()
                                .partNumber(1)
                                .eTag(part.eTag())
                                .checksumCRC32(part.checksumCRC32())
                                .build())))
                .checksumCRC32();

        GetObjectAttributesResponse told =
                s3.getObjectAttributes(b -> b.bucket(bucket).key("k").objectAttributes(ObjectAttributes.CHECKSUM));

        assertThat(told.checksum().checksumCRC32() + "-1").isEqualTo(whole);
        assertThat(told.checksum().checksumType()).isEqualTo(ChecksumType.COMPOSITE);
    }

    /** Recorded from AWS. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            RANGE       | TOLD
            bytes=0-3   | true
            bytes=0-100 | true
            bytes=-4    | true
            bytes=-100  | true
            bytes=0-    | true
            bytes=0-2   | false
            bytes=1-    | false
            bytes=-3    | false
            """)
    void aRangeTellsTheChecksumWhenItIsTheWholeObject(String range, boolean told) {
        String bucket = bucket("whole-ranges");
        s3.putObject(b -> b.bucket(bucket).key("k"), RequestBody.fromString("data"));

        GetObjectResponse read = s3.getObjectAsBytes(
                        b -> b.bucket(bucket).key("k").range(range).checksumMode(ChecksumMode.ENABLED))
                .response();

        assertThat(read.checksumCRC32()).isEqualTo(told ? "rfPzYw==" : null);
        assertThat(read.contentRange()).isNotNull();
    }

    private void write(String bucket, String key, String steps) {
        for (String step : steps.split(" ", -1)) {
            switch (step) {
                case "put" -> s3.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromString("x"));
                case "delete" -> s3.deleteObject(b -> b.bucket(bucket).key(key));
                default -> assertThat(step).isEqualTo("none");
            }
        }
    }

    /** An upload with one part, and the request that completes it. */
    private CompleteMultipartUploadRequest uploaded(String bucket, String key) {
        String id = s3.createMultipartUpload(b -> b.bucket(bucket).key(key)).uploadId();
        String etag = s3.uploadPart(
                        b -> b.bucket(bucket).key(key).uploadId(id).partNumber(1), RequestBody.fromString("data"))
                .eTag();
        return CompleteMultipartUploadRequest.builder()
                .bucket(bucket)
                .key(key)
                .uploadId(id)
                .multipartUpload(m ->
                        m.parts(CompletedPart.builder().partNumber(1).eTag(etag).build()))
                .build();
    }

    /** Status and code of a refusal; 200 for none. */
    private static String error(ThrowingCallable call) {
        S3Exception refused = catchThrowableOfType(S3Exception.class, call);
        return refused == null
                ? "200"
                : refused.statusCode() + " " + refused.awsErrorDetails().errorCode();
    }

    private String bucket(String name) {
        s3.createBucket(b -> b.bucket(name));
        return name;
    }
}

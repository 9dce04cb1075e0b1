package io.hydrant;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.hydrant.RestartedServer.End;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.Tag;

import static org.assertj.core.api.Assertions.assertThat;

/** The embedded S3 in a data folder. */
class DurableS3IT {
    private static final int LEAST_PART = 5 << 20;

    private final RestartedServer server;

    DurableS3IT(@TempDir Path folders) {
        server = new RestartedServer(folders);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private S3Client s3() {
        S3ClientBuilder builder = S3Client.builder().forcePathStyle(true);
        return server.client(builder);
    }

    @ParameterizedTest
    @EnumSource
    void bucketsObjectsAndTheirPropertiesAreThereAfterAStart(End end) {
        server.start();
        S3Client before = s3();
        before.createBucket(r -> r.bucket("logs"));
        before.putBucketTagging(r -> r.bucket("logs")
                .tagging(t -> t.tagSet(Tag.builder().key("team").value("blue").build())));
        before.putObject(
                r -> r.bucket("logs")
                        .key("näme/1")
                        .contentType("text/plain")
                        .metadata(Map.of("a", "b"))
                        .tagging("t=u"),
                RequestBody.fromString("one"));
        HeadObjectResponse head = before.headObject(r -> r.bucket("logs").key("näme/1"));

        server.restart(end);

        S3Client after = s3();
        assertThat(after.headObject(r -> r.bucket("logs").key("näme/1"))).hasToString(head.toString());
        assertThat(after.getObjectAsBytes(r -> r.bucket("logs").key("näme/1")).asUtf8String())
                .isEqualTo("one");
        assertThat(after.getObjectTagging(r -> r.bucket("logs").key("näme/1")).tagSet())
                .hasSize(1);
        assertThat(after.getBucketTagging(r -> r.bucket("logs")).tagSet()).hasSize(1);
        assertThat(server.folder().resolve("objects/logs/näme/1")).hasContent("one");
    }

    @ParameterizedTest
    @EnumSource
    void versionsAndMarkersAreThereAfterAStart(End end) {
        server.start();
        S3Client before = s3();
        before.createBucket(r -> r.bucket("logs"));
        before.putBucketVersioning(
                r -> r.bucket("logs").versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        before.putObject(r -> r.bucket("logs").key("a"), RequestBody.fromString("one"));
        before.putObject(r -> r.bucket("logs").key("a"), RequestBody.fromString("two"));
        String marker = before.deleteObject(r -> r.bucket("logs").key("a")).versionId();

        server.restart(end);

        S3Client after = s3();
        assertThat(after.listObjectsV2(r -> r.bucket("logs")).contents()).isEmpty();
        assertThat(after.listObjectVersions(r -> r.bucket("logs")).versions())
                .extracting(ObjectVersion::versionId)
                .allSatisfy(id -> assertThat(after.getObjectAsBytes(
                                        r -> r.bucket("logs").key("a").versionId(id))
                                .asUtf8String())
                        .isIn("one", "two"))
                .hasSize(2);
        after.deleteObject(r -> r.bucket("logs").key("a").versionId(marker));
        assertThat(after.getObjectAsBytes(r -> r.bucket("logs").key("a")).asUtf8String())
                .isEqualTo("two");
    }

    @ParameterizedTest
    @EnumSource
    void anUploadInPartsGoesOnAfterAStart(End end) {
        server.start();
        S3Client before = s3();
        before.createBucket(r -> r.bucket("logs"));
        String upload = before.createMultipartUpload(
                        r -> r.bucket("logs").key("big").contentType("text/plain"))
                .uploadId();
        before.uploadPart(
                r -> r.bucket("logs").key("big").uploadId(upload).partNumber(1),
                RequestBody.fromString("a".repeat(LEAST_PART)));
        before.uploadPart(
                r -> r.bucket("logs").key("big").uploadId(upload).partNumber(2), RequestBody.fromString("gone"));

        server.restart(end);

        S3Client between = s3();
        assertThat(between.listMultipartUploads(r -> r.bucket("logs")).uploads())
                .extracting(each -> each.uploadId())
                .containsExactly(upload);
        between.uploadPart(
                r -> r.bucket("logs").key("big").uploadId(upload).partNumber(2), RequestBody.fromString("end"));
        assertThat(between.listParts(r -> r.bucket("logs").key("big").uploadId(upload))
                        .parts())
                .extracting(Part::size)
                .containsExactly((long) LEAST_PART, 3L);

        server.restart(end);

        List<CompletedPart> parts = parts(s3(), upload);
        String etag = complete(s3(), upload, parts);

        server.restart(end);

        S3Client after = s3();
        assertThat(complete(after, upload, parts)).as("completed again").isEqualTo(etag);
        assertThat(after.listMultipartUploads(r -> r.bucket("logs")).uploads()).isEmpty();
        assertThat(after.getObjectAsBytes(r -> r.bucket("logs").key("big")).asUtf8String())
                .hasSize(LEAST_PART + 3)
                .endsWith("aend");
    }

    private static List<CompletedPart> parts(S3Client s3, String upload) {
        return s3.listParts(r -> r.bucket("logs").key("big").uploadId(upload)).parts().stream()
                .map(part -> CompletedPart.builder()
                        .partNumber(part.partNumber())
                        .eTag(part.eTag())
                        .build())
                .toList();
    }

    private static String complete(S3Client s3, String upload, List<CompletedPart> parts) {
        return s3.completeMultipartUpload(
                        r -> r.bucket("logs").key("big").uploadId(upload).multipartUpload(m -> m.parts(parts)))
                .eTag();
    }

    @ParameterizedTest
    @EnumSource
    void manyWritersAreAllKept(End end) {
        server.start();
        S3Client before = s3();
        before.createBucket(r -> r.bucket("logs"));
        IntStream.range(0, 40)
                .parallel()
                .forEach(i -> before.putObject(
                        r -> r.bucket("logs").key("k" + i % 20), RequestBody.fromString("v" + i % 20)));

        server.restart(end);

        S3Client after = s3();
        IntStream.range(0, 20).forEach(i -> assertThat(
                        after.getObjectAsBytes(r -> r.bucket("logs").key("k" + i))
                                .asUtf8String())
                .isEqualTo("v" + i));
    }

    @ParameterizedTest
    @EnumSource
    void aResetIsForGood(End end) {
        server.start();
        S3Client before = s3();
        before.createBucket(r -> r.bucket("logs"));
        before.putObject(r -> r.bucket("logs").key("a"), RequestBody.fromString("one"));
        before.createMultipartUpload(r -> r.bucket("logs").key("big"));
        server.control().reset();

        server.restart(end);

        assertThat(s3().listBuckets().buckets()).isEmpty();
        assertThat(server.folder().resolve("objects/logs")).doesNotExist();
    }
}

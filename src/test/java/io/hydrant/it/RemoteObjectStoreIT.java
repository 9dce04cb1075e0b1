package io.hydrant.it;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;

import io.hydrant.Hydrant;
import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.destination.CompressionFormat;
import io.hydrant.destination.CpuPermits;
import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.S3Bucket;
import io.hydrant.destination.StreamVersion;
import io.hydrant.destination.Transfer;
import io.hydrant.destination.s3.S3Destination;
import io.hydrant.record.BufferingHints;
import io.hydrant.record.PartitionKeys;
import io.hydrant.record.RecordBatch;
import io.hydrant.record.RecordBuffer;
import io.hydrant.record.RecordDecryptor;
import io.hydrant.record.RecordFrames;
import io.hydrant.service.s3.remote.RemoteObjectStore;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Another Hydrant plays the S3 that {@code HYDRANT_S3_ENDPOINT} names. */
class RemoteObjectStoreIT {
    private static final Scope SCOPE = new Scope(new AccountId("000000000000"), new Region("us-east-1"));
    private static final StreamVersion ORIGIN = new StreamVersion(SCOPE, "orders", 3);
    private static final Instant ARRIVAL = Instant.parse("2026-02-03T23:05:06Z");

    private final Hydrant other = Hydrant.start();
    private final RemoteObjectStore store = new RemoteObjectStore(other.endpoint());
    private final S3Client s3 = client(other);

    @AfterEach
    void stop() {
        s3.close();
        store.close();
        other.close();
    }

    private static S3Client client(Hydrant server) {
        return S3Client.builder()
                .endpointOverride(server.endpoint())
                .forcePathStyle(true)
                .region(software.amazon.awssdk.regions.Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("000000000000", "x")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @Test
    void callsOfS3AtTheServerThatNamesItAreRefusedWithASentence() {
        try (Hydrant hydrant = Hydrant.start(
                        Map.of("HYDRANT_S3_ENDPOINT", other.endpoint().toString()));
                S3Client wrong = client(hydrant)) {
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    wrong::listBuckets,
                    () -> wrong.createBucket(r -> r.bucket("lake")),
                    () -> wrong.getObject(r -> r.bucket("lake").key("a"), ResponseTransformer.toBytes()),
                    () -> wrong.deleteObjects(r -> r.bucket("lake")
                            .delete(d -> d.objects(
                                    List.of(ObjectIdentifier.builder().key("a").build())))),
                    () -> wrong.putObject(r -> r.bucket("lake").key("a"), RequestBody.fromString("text")))) {
                assertThatThrownBy(call)
                        .isInstanceOfSatisfying(
                                S3Exception.class,
                                e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NotImplemented"))
                        .hasMessageContaining(
                                "S3 is not in this Hydrant, because HYDRANT_S3_ENDPOINT names another one."
                                        + " Send calls of S3 there.");
            }
        }
    }

    @Test
    void deliversAnObjectThatAnyClientReads() throws IOException {
        s3.createBucket(r -> r.bucket("lake"));

        DeliveryResult outcome = destination("y=!{timestamp:yyyy}/k+ü /", CompressionFormat.GZIP)
                .begin()
                .attempt(batch("one\n", "two\n"));

        String key = s3.listObjectsV2(r -> r.bucket("lake")).contents().get(0).key();
        assertThat(key).startsWith("y=2026/k+ü /orders-3-2026-02-03-23-05-06-").endsWith(".gz");
        assertThat(outcome)
                .isInstanceOfSatisfying(DeliveryResult.Delivered.class, delivered -> assertThat(delivered.location())
                        .isEqualTo("s3://lake/" + key));
        ResponseBytes<GetObjectResponse> object =
                s3.getObjectAsBytes(r -> r.bucket("lake").key(key));
        assertThat(object.response().contentType()).isEqualTo("application/octet-stream");
        assertThat(object.response().contentEncoding()).isEqualTo("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(object.asByteArray())).readAllBytes())
                .isEqualTo("one\ntwo\n".getBytes(UTF_8));
    }

    @Test
    void deliversALargeObjectWhole() {
        s3.createBucket(r -> r.bucket("lake"));
        String record = "0123456789abcdef".repeat(60_000);

        DeliveryResult outcome = destination("large/", CompressionFormat.UNCOMPRESSED)
                .begin()
                .attempt(batch(record, record, record, record, record, record, record));

        assertThat(outcome).isInstanceOf(DeliveryResult.Delivered.class);
        assertThat(s3.listObjectsV2(r -> r.bucket("lake")).contents())
                .singleElement()
                .satisfies(object -> assertThat(object.size()).isEqualTo(7 * 960_000L));
    }

    @Test
    void waitsForTheBucketAndThenWritesOneObject() {
        Transfer transfer = destination("in/", CompressionFormat.UNCOMPRESSED).begin();

        DeliveryResult first = transfer.attempt(batch("a"));
        s3.createBucket(r -> r.bucket("lake"));
        transfer.attempt(batch("a"));
        transfer.attempt(batch("a"));

        assertThat(first).isInstanceOfSatisfying(DeliveryResult.Failed.class, failed -> {
            assertThat(failed.errorCode()).isEqualTo("S3.NoSuchBucket");
            assertThat(failed.message()).startsWith("The bucket lake does not exist");
            assertThat(failed.next()).isEqualTo(DeliveryResult.Next.RETRY);
        });
        assertThat(s3.listObjectsV2(r -> r.bucket("lake")).contents()).hasSize(1);
    }

    private S3Destination destination(String prefix, CompressionFormat compression) {
        S3Bucket bucket = new S3Bucket(
                "lake",
                Optional.of(prefix),
                Optional.of("e/!{firehose:error-output-type}/"),
                new BufferingHints(1 << 20, Duration.ofMinutes(1)),
                compression,
                Optional.empty(),
                ZoneOffset.UTC,
                Optional.empty());
        return new S3Destination(
                bucket,
                ORIGIN,
                new S3Destination.Means(store, UUID::randomUUID, new CpuPermits(1)),
                S3Destination.Role.DATA,
                PartitionKeys.NONE);
    }

    private static RecordBatch batch(String... records) {
        RecordFrames frames = new RecordFrames();
        for (String record : records) {
            frames.add(record.getBytes(UTF_8));
        }
        return new RecordBatch(
                UUID.randomUUID(),
                List.of(new RecordBuffer.Chunk(
                        ARRIVAL,
                        0,
                        frames.count(),
                        frames.bytesOf(frames.count()),
                        null,
                        frames.data(),
                        0,
                        frames.lengthOf(frames.count()))),
                RecordDecryptor.NOTHING_SEALED);
    }
}

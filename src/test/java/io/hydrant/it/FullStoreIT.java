package io.hydrant.it;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.Hydrant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** The embedded S3 with a megabyte of memory: what fills it, what makes room, and what deliveries do meanwhile. */
@Timeout(120)
class FullStoreIT {
    private static final int LIMIT = 1 << 20;

    private Hydrant hydrant;
    private ClientsOf clients;

    @BeforeEach
    void start() {
        hydrant = Hydrant.start(Map.of("HYDRANT_S3_BYTES", "1MiB"));
        clients = ClientsOf.defaults(hydrant);
        clients.s3.createBucket(b -> b.bucket("bucket"));
    }

    @AfterEach
    void stop() {
        clients.close();
        hydrant.close();
    }

    private int put(String key, int bytes) throws IOException {
        return RawHttp.exchange(hydrant.endpoint(), "PUT /bucket/" + key, new byte[bytes])
                .status();
    }

    private long used() throws IOException {
        return MemoryPressureIT.used(hydrant.endpoint(), "objects");
    }

    @Test
    void aFullStoreAnswersSlowDownAndDeletesMakeRoom() throws IOException {
        assertThat(put("a", 900_000)).isEqualTo(200);

        RawHttp.Answer full = RawHttp.exchange(hydrant.endpoint(), "PUT /bucket/b", new byte[200_000]);

        assertThat(full.status()).isEqualTo(503);
        assertThat(full.body())
                .contains("<Code>SlowDown</Code>", Integer.toString(LIMIT), "HYDRANT_S3_BYTES", "HYDRANT_S3_DIR");
        clients.s3.deleteObject(d -> d.bucket("bucket").key("a"));
        assertThat(put("b", 200_000)).isEqualTo(200);
    }

    @Test
    void whatIsGoneCountsNoMore() throws IOException {
        clients.s3.putBucketVersioning(v -> v.bucket("bucket").versioningConfiguration(c -> c.status("Enabled")));
        long before = used();
        for (int i = 0; i < 4; i++) {
            assertThat(put("versions", 100_000)).isEqualTo(200);
        }
        clients.s3.putObjectTagging(t -> t.bucket("bucket")
                .key("versions")
                .tagging(g -> g.tagSet(Tag.builder().key("k").value("v").build())));
        clients.s3.deleteObject(d -> d.bucket("bucket").key("versions"));
        clients.s3.copyObject(c -> c.sourceBucket("bucket")
                .sourceKey("versions")
                .sourceVersionId(versions().get(1))
                .destinationBucket("bucket")
                .destinationKey("copy"));
        String upload = clients.s3
                .createMultipartUpload(c -> c.bucket("bucket").key("parts"))
                .uploadId();
        for (int i = 0; i < 2; i++) {
            clients.s3.uploadPart(
                    p -> p.bucket("bucket").key("parts").uploadId(upload).partNumber(1),
                    RequestBody.fromBytes(new byte[100_000]));
        }
        clients.s3.uploadPartCopy(p -> p.sourceBucket("bucket")
                .sourceKey("copy")
                .copySourceRange("bytes=10-50009")
                .destinationBucket("bucket")
                .destinationKey("parts")
                .uploadId(upload)
                .partNumber(2));
        assertThat(used()).isGreaterThan(650_000);

        clients.s3.abortMultipartUpload(a -> a.bucket("bucket").key("parts").uploadId(upload));
        clients.s3
                .listObjectVersions(l -> l.bucket("bucket"))
                .versions()
                .forEach(v -> clients.s3.deleteObject(
                        d -> d.bucket("bucket").key(v.key()).versionId(v.versionId())));
        clients.s3
                .listObjectVersions(l -> l.bucket("bucket"))
                .deleteMarkers()
                .forEach(v -> clients.s3.deleteObject(
                        d -> d.bucket("bucket").key(v.key()).versionId(v.versionId())));

        assertThat(used()).isEqualTo(before);
    }

    private List<String> versions() {
        return clients.s3.listObjectVersions(l -> l.bucket("bucket")).versions().stream()
                .map(v -> v.versionId())
                .toList();
    }

    @Test
    void objectsWithoutBytesFillItToo() throws IOException {
        int taken = 0;
        while (put("k" + taken, 0) == 200) {
            taken++;
        }

        assertThat(taken).isBetween(500, 3_000);
        hydrant.control().reset();
        assertThat(used()).isZero();
    }

    @Test
    void anUploadThatFillsTheStoreCanStillBeCompleted() throws IOException {
        try (Hydrant roomy = Hydrant.start(Map.of("HYDRANT_S3_BYTES", "8MiB"));
                ClientsOf s3 = ClientsOf.defaults(roomy)) {
            s3.s3.createBucket(b -> b.bucket("bucket"));
            String upload = s3.s3.createMultipartUpload(c -> c.bucket("bucket").key("parts"))
                    .uploadId();
            String one = s3.s3.uploadPart(
                            p -> p.bucket("bucket")
                                    .key("parts")
                                    .uploadId(upload)
                                    .partNumber(1),
                            RequestBody.fromBytes(new byte[5 << 20]))
                    .eTag();
            String two = s3.s3.uploadPart(
                            p -> p.bucket("bucket")
                                    .key("parts")
                                    .uploadId(upload)
                                    .partNumber(2),
                            RequestBody.fromBytes(new byte[2 << 20]))
                    .eTag();

            s3.s3.completeMultipartUpload(c -> c.bucket("bucket")
                    .key("parts")
                    .uploadId(upload)
                    .multipartUpload(m -> m.parts(List.of(part(1, one), part(2, two)))));

            assertThat(MemoryPressureIT.used(roomy.endpoint(), "objects")).isBetween(7L << 20, (7L << 20) + 10_000);
        }
    }

    @Test
    void aDeliveryToAFullStoreIsTriedAgain() throws IOException {
        Workbench bench = new Workbench(hydrant, clients);
        bench.stream("orders");
        assertThat(put("a", 1_040_000)).isEqualTo(200);
        clients.firehose.putRecord(
                r -> r.deliveryStreamName("orders").record(d -> d.data(SdkBytes.fromByteArray(new byte[50_000]))));

        bench.advance(Duration.ofMinutes(6));
        JsonNode attempts = deliveries();

        assertThat(attempts.get(0).path("outcome").asText()).isEqualTo("RETRYING");
        assertThat(attempts.get(0).toString()).contains("SlowDown", "HYDRANT_S3_BYTES");
        clients.s3.deleteObject(d -> d.bucket("bucket").key("a"));
        bench.advance(Duration.ofMinutes(10));
        attempts = deliveries();
        assertThat(attempts.get(attempts.size() - 1).path("outcome").asText()).isEqualTo("DELIVERED");
    }

    private static CompletedPart part(int number, String etag) {
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private JsonNode deliveries() throws IOException {
        return Workbench.json(
                        RawHttp.exchange(hydrant.endpoint(), "GET /_hydrant/deliveries?stream=orders", new byte[0])
                                .body())
                .path("deliveries");
    }

    @Test
    void theSdkTellsWhatToDo() {
        S3Exception full = catchThrowableOfType(
                S3Exception.class,
                () -> clients.s3.putObject(
                        p -> p.bucket("bucket").key("b"), RequestBody.fromBytes(new byte[2 * LIMIT])));

        assertThat(full.awsErrorDetails().errorCode()).isEqualTo("SlowDown");
        assertThat(full.awsErrorDetails().errorMessage()).contains("HYDRANT_S3_BYTES");
    }
}

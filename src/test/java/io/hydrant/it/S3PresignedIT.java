package io.hydrant.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import io.hydrant.Hydrant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Tag;

import static org.assertj.core.api.Assertions.assertThat;

/** Presigned URLs as boto3 (Signature Version 2) and the SDK for JavaScript (4) write them: headers stand in the query. */
class S3PresignedIT {
    private static final String V2 =
            "AWSAccessKeyId=000000000000&Signature=s8S29HsarKAD8TW7zoqDKhw095E%3D&Expires=1795724351";
    private static final String V4 = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Content-Sha256=UNSIGNED-PAYLOAD"
            + "&X-Amz-Credential=000000000000%2F20261126%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20261126T191911Z"
            + "&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=00";
    private static final String BUCKET = "presigned";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @RegisterExtension
    static final RunningHydrant running = new RunningHydrant();

    private final Hydrant hydrant = running.hydrant();
    private final S3Client s3 = running.clients().s3;

    @BeforeAll
    static void prepare() {
        running.clients().s3.createBucket(b -> b.bucket(BUCKET));
        running.clients().s3.putObject(b -> b.bucket(BUCKET).key("source"), RequestBody.fromString("source"));
    }

    @ParameterizedTest
    @ValueSource(strings = {V2, V4})
    void whatTheUrlSaysIsWritten(String signature) throws Exception {
        String key = "written" + signature.length();

        int status = put(
                key,
                signature + "&x-amz-meta-foo=b%20ar&X-Amz-Meta-Two=%C3%A9_&x-amz-storage-class=STANDARD_IA"
                        + "&x-amz-tagging=a%3Db%26c%3Dd%2520e&content-type=text%2Fplain&Cache-Control=no-cache",
                "hello");

        HeadObjectResponse head = s3.headObject(b -> b.bucket(BUCKET).key(key));
        assertThat(status).isEqualTo(200);
        assertThat(head.metadata()).containsEntry("foo", "b ar").containsEntry("two", "=?UTF-8?Q?=C3=A9=5F?=");
        assertThat(head.storageClassAsString()).isEqualTo("STANDARD_IA");
        assertThat(head.contentType()).isEqualTo(signature.equals(V2) ? "text/plain" : "binary/octet-stream");
        assertThat(head.cacheControl()).isNull();
        assertThat(s3.getObjectTagging(b -> b.bucket(BUCKET).key(key)).tagSet())
                .containsExactlyInAnyOrder(
                        Tag.builder().key("a").value("b").build(),
                        Tag.builder().key("c").value("d e").build());
    }

    @ParameterizedTest
    @ValueSource(strings = {V2, V4})
    void copiesAndUploadsInPartsObeyTheUrlToo(String signature) throws Exception {
        String key = "others" + signature.length();

        put(
                key,
                signature + "&x-amz-copy-source=presigned%2Fsource&x-amz-metadata-directive=REPLACE&x-amz-meta-a=1",
                "");
        String upload = send(
                        "POST", key, "uploads&" + signature + "&x-amz-checksum-algorithm=SHA256&x-amz-meta-b=1", "")
                .body();

        assertThat(s3.headObject(b -> b.bucket(BUCKET).key(key)).metadata()).containsEntry("a", "1");
        assertThat(s3.headObject(b -> b.bucket(BUCKET).key(key)).contentLength())
                .isEqualTo(6);
        assertThat(s3.listMultipartUploads(b -> b.bucket(BUCKET).prefix(key)).uploads())
                .hasSize(1)
                .allSatisfy(u -> {
                    assertThat(upload).contains(u.uploadId());
                    assertThat(u.checksumAlgorithmAsString()).isEqualTo("SHA256");
                });
    }

    /** The first two were recorded from AWS: a second PUT with the same URL fails. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            METHOD | QUERY                                  | STATUS
            PUT    | If-None-Match=%2A                      | 412
            PUT    | if-match=%22x%22                       | 412
            PUT    | if-match=%2A                           | 501
            GET    | if-match=%22x%22                       | 412
            GET    | if-none-match=%2A                      | 304
            GET    | x-amz-expected-bucket-owner=111122223333 | 403
            PUT    | x-amz-acl=public-read                  | 400
            PUT    | x-amz-storage-class=COLD               | 400
            PUT    | x-amz-tagging=aws%3Ax%3D1              | 400
            PUT    | x-amz-server-side-encryption=rot13     | 400
            PUT    | x-amz-object-lock-mode=GOVERNANCE      | 501
            PUT    | x-amz-meta-a=x%0D%0AX-Injected%3A%20y  | 400
            PUT    | x-amz-meta-a%20b=x                     | 400
            GET    | x-amz-checksum-mode=ENABLED            | 200
            """)
    void conditionsOfTheUrlHold(String method, String query, int status) throws Exception {
        for (String signature : new String[] {V2, V4}) {
            assertThat(send(method, "source", signature + "&" + query, "").statusCode())
                    .isEqualTo(status);
        }
        assertThat(s3.getObjectAsBytes(b -> b.bucket(BUCKET).key("source")).asUtf8String())
                .isEqualTo("source");
    }

    /** As the SDK for JavaScript writes it, before there is a body: recorded from AWS, which computes CRC64NVME instead. */
    @Test
    void aChecksumOfTheUrlIsPassedOver() throws Exception {
        assertThat(put("sum", V4 + "&x-amz-checksum-crc32=AAAAAA%3D%3D&x-amz-sdk-checksum-algorithm=CRC32", "123456"))
                .isEqualTo(200);

        HeadObjectResponse head = s3.headObject(b -> b.bucket(BUCKET).key("sum").checksumMode(ChecksumMode.ENABLED));
        assertThat(head.checksumCRC64NVME()).isEqualTo("CVmbZh4IWzA=");
        assertThat(head.checksumCRC32()).isNull();
    }

    @Test
    void aHeaderGoesBeforeTheQuery() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("both", V4 + "&x-amz-meta-a=query&x-amz-meta-b=query"))
                .header("x-amz-meta-a", "header")
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();

        assertThat(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        assertThat(s3.headObject(b -> b.bucket(BUCKET).key("both")).metadata())
                .containsEntry("a", "header")
                .containsEntry("b", "query");
    }

    @Test
    void theQueryOfAnyOtherRequestIsNoHeader() throws Exception {
        assertThat(put("plain", "x-amz-meta-a=1", "x")).isEqualTo(200);

        assertThat(s3.headObject(b -> b.bucket(BUCKET).key("plain")).metadata()).isEmpty();
    }

    private int put(String key, String query, String body) throws IOException, InterruptedException {
        return send("PUT", key, query, body).statusCode();
    }

    private HttpResponse<String> send(String method, String key, String query, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(key, query))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String key, String query) {
        return URI.create(hydrant.endpoint() + "/" + BUCKET + "/" + key + "?" + query);
    }
}

package io.hydrant.it;

import java.io.IOException;
import java.util.Locale;

import io.hydrant.Hydrant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

/** Every checksum of the embedded S3, byte by byte: no SDK computes them all. */
class S3ChecksumsIT {
    private static Hydrant hydrant;

    @BeforeAll
    static void start() throws IOException {
        hydrant = Hydrant.start();
        exchange("PUT /sums", "");
    }

    @AfterAll
    static void stop() {
        hydrant.close();
    }

    /** The checksum of "hello", and that of the parts' checksums where "hello" is the only part. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            ALGORITHM | VALUE                                        | WHOLE
            CRC32     | NhCmhg==                                     | FKTmaw==-1
            CRC32C    | mnG7TA==                                     | VwS2rA==-1
            CRC64NVME | M3eFcAZSQlc=                                 | M3eFcAZSQlc=
            SHA1      | qvTGHdzF6KLavt4PO0gs2a6pQ00=                 | a0+JpU4tJ+zX6NoFtKuP2dHYsRk=-1
            SHA256    | LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ= | lZXJ35AHUUjrBoYDZd8zWEt1v/eCpRDGzUiDpBmDPVA=-1
            SHA512    | m3HSJL1i83hdltRq0+o9czGb+8KJDKra4t/3JRlnPKcjI8PZm6XBHXx6zG4UuMXaDEZjR1wuXDre9G9zvN7AQw== | BZKhBYT/q/llOfPXgNd2goxn2hq1sWnp6K7YOKrsye021J/xQjxV8BngUMZsYyT1NYi+iIlP703P/bdLmOKyAA==-1
            MD5       | XUFAKrxLKna5cZ2REBfFkg==                     | YhCSBogNOKQBCpjhEkOSSg==-1
            """)
    void everyAlgorithmIsVerifiedAndToldOfObjectsAndParts(String algorithm, String value, String whole)
            throws IOException {
        String header = "x-amz-checksum-" + algorithm.toLowerCase(Locale.ROOT) + ": ";
        String element = "<Checksum" + algorithm + ">" + value + "</Checksum" + algorithm + ">";
        String other = (value.startsWith("A") ? "B" : "A") + value.substring(1);

        assertThat(put("/sums/k", header + other).body()).contains("<Code>BadDigest</Code>");
        assertThat(put("/sums/k", header + value).status()).isEqualTo(200);
        assertThat(get("/sums/k")).contains(header + value, "x-amz-checksum-type: FULL_OBJECT");
        assertThat(get("/sums/k?partNumber=1")).contains(header + value, "x-amz-checksum-type: FULL_OBJECT");

        String path = "/sums/parts?uploadId=" + begin("parts", "x-amz-checksum-algorithm: " + algorithm);
        assertThat(put(path + "&partNumber=1", header + value).head()).contains(header + value);
        assertThat(exchange("GET " + path, "").body()).contains(element);
        assertThat(complete(path, element)).contains(whole);
        assertThat(get("/sums/parts")).contains(header + whole);
        assertThat(get("/sums/parts?partNumber=1")).contains(header + value);

        path = "/sums/copied?uploadId=" + begin("copied", "x-amz-checksum-algorithm: " + algorithm);
        assertThat(exchange("PUT " + path + "&partNumber=1 HTTP/1.1\r\nx-amz-copy-source: /sums/k", "")
                        .body())
                .contains(element);
        assertThat(exchange("GET " + path, "").body()).contains(element);
        assertThat(complete(path, element)).contains(whole);
    }

    /** An upload without an algorithm tells no checksums of its parts, whatever came with them: recorded from AWS. */
    @ParameterizedTest
    @CsvSource({"CRC32, NhCmhg==", "CRC64NVME, M3eFcAZSQlc=", "SHA1, qvTGHdzF6KLavt4PO0gs2a6pQ00=", "none, none"})
    void partsOfAnUploadWithoutAnAlgorithmTellNoChecksum(String algorithm, String value) throws IOException {
        String path = "/sums/plain?uploadId=" + begin("plain", "x-foo: 1");
        put(
                path + "&partNumber=1",
                algorithm.equals("none")
                        ? "x-foo: 1"
                        : "x-amz-checksum-" + algorithm.toLowerCase(Locale.ROOT) + ": " + value);
        put("/sums/source", "x-foo: 1");
        RawHttp.Answer copied =
                exchange("PUT " + path + "&partNumber=2 HTTP/1.1\r\nx-amz-copy-source: /sums/source", "");

        assertThat(copied.body()).contains("<ETag>").doesNotContain("Checksum");
        assertThat(exchange("GET " + path, "").body())
                .contains("<PartNumber>2</PartNumber>")
                .doesNotContain("Checksum");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            TYPE        | SENT                                               | ANSWER
            COMPOSITE   | x-amz-checksum-crc32: NhCmhg==                     | 200
            COMPOSITE   | x-foo: 1                                           | expected checksum Type: crc32, actual checksum Type: null
            COMPOSITE   | x-amz-checksum-sha1: qvTGHdzF6KLavt4PO0gs2a6pQ00=  | expected checksum Type: crc32, actual checksum Type: sha1
            FULL_OBJECT | x-foo: 1                                           | 200
            FULL_OBJECT | x-amz-checksum-sha1: qvTGHdzF6KLavt4PO0gs2a6pQ00=  | expected checksum Type: crc32, actual checksum Type: sha1
            """)
    void aPartHasTheChecksumOfItsUpload(String type, String sent, String answer) throws IOException {
        String id = begin("typed", "x-amz-checksum-algorithm: CRC32\r\nx-amz-checksum-type: " + type);

        RawHttp.Answer part = put("/sums/typed?partNumber=1&uploadId=" + id, sent);

        if (answer.equals("200")) {
            assertThat(part.status()).isEqualTo(200);
            assertThat(part.head()).contains("x-amz-checksum-crc32: NhCmhg==");
        } else {
            assertThat(part.body()).contains("<Code>InvalidRequest</Code>", answer);
        }
    }

    @Test
    void anAlgorithmThatIsMissingIsRefused() throws IOException {
        assertThat(put("/sums/xx", "x-amz-checksum-xxhash64: AAAAAAAAAAA=").body())
                .contains("<Code>InvalidRequest</Code>");
        assertThat(exchange("POST /sums/xx?uploads HTTP/1.1\r\nx-amz-checksum-algorithm: XXHASH3", "")
                        .body())
                .contains("<Code>InvalidRequest</Code>");
    }

    /** PutObject does not look at {@code x-amz-checksum-algorithm}, which is of uploads in parts and copies: recorded from AWS. */
    @ParameterizedTest
    @CsvSource({"SHA256", "TEST"})
    void aWriteNeedsNoNameOfAnAlgorithm(String name) throws IOException {
        assertThat(put("/sums/named", "x-amz-checksum-algorithm: " + name).status())
                .isEqualTo(200);
        assertThat(get("/sums/named")).contains("x-amz-checksum-crc64nvme: M3eFcAZSQlc=");
    }

    /** Some languages write a space as a plus sign; recorded from AWS. */
    @Test
    void aPlusSignInACopySourceIsASpace() throws IOException {
        put("/sums/a%20b%2Bc", "x-foo: 1");

        assertThat(exchange("PUT /sums/d HTTP/1.1\r\nx-amz-copy-source: sums%2Fa+b%2Bc", "")
                        .status())
                .isEqualTo(200);
    }

    private static String begin(String key, String header) throws IOException {
        String answer = exchange("POST /sums/" + key + "?uploads HTTP/1.1\r\n" + header, "")
                .body();
        return answer.substring(answer.indexOf("<UploadId>") + 10, answer.indexOf("</UploadId>"));
    }

    private static String complete(String path, String element) throws IOException {
        return exchange(
                        "POST " + path,
                        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>5d41402abc4b2a76b9719d911017c592</ETag>"
                                + element + "</Part></CompleteMultipartUpload>")
                .body();
    }

    private static RawHttp.Answer put(String path, String header) throws IOException {
        return exchange("PUT " + path + " HTTP/1.1\r\n" + header, "hello");
    }

    private static String get(String path) throws IOException {
        return exchange("GET " + path + " HTTP/1.1\r\nx-amz-checksum-mode: ENABLED", "")
                .head();
    }

    private static RawHttp.Answer exchange(String head, String body) throws IOException {
        return RawHttp.exchange(hydrant.endpoint(), head, body.getBytes(ISO_8859_1));
    }
}

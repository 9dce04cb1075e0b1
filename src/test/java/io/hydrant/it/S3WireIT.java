package io.hydrant.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.hydrant.Hydrant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The embedded S3, byte by byte: what SDKs put on the wire and what only a raw client can see. */
@SuppressWarnings("StringConcatToTextBlock") // lines on the wire end in CR and LF
class S3WireIT {
    private static final String SIGNED =
            "Authorization: AWS4-HMAC-SHA256 Credential=000000000000/20261123/us-east-1/s3/"
                    + "aws4_request, SignedHeaders=host, Signature=00\r\nX-Amz-Date: 20261123T000000Z\r\n";
    private static final String SIGNATURE = "chunk-signature=" + "0123456789abcdef".repeat(4);

    private static Hydrant hydrant;

    @BeforeAll
    static void start() throws IOException {
        hydrant = Hydrant.start();
        send("PUT /wire HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }

    @AfterAll
    static void stop() {
        hydrant.close();
    }

    /** As captured from JS v3 with a stream: HTTP chunks around chunks of AWS, and no Content-Length. */
    @Test
    void chunksWithinChunksAreTakenApart() throws IOException {
        String framed = "6\r\nhello\n\r\n0\r\nx-amz-checksum-crc32:NjowIA==\r\n\r\n";
        String answer = send("PUT /wire/js HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + SIGNED
                + "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER\r\nx-amz-trailer: x-amz-checksum-crc32\r\n"
                + "Content-Encoding: aws-chunked\r\nx-amz-decoded-content-length: 6\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(framed.length()) + "\r\n" + framed + "\r\n0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200").contains("x-amz-checksum-crc32: NjowIA==");
        assertThat(get("/wire/js")).endsWith("\r\n\r\nhello\n").doesNotContain("aws-chunked");
    }

    /** As captured from Java v2: signed chunks with a signed trailer. */
    @Test
    void signedChunksAreTakenApartAndOtherEncodingsStay() throws IOException {
        String framed = "5;" + SIGNATURE + "\r\nhello\r\n0;" + SIGNATURE
                + "\r\nx-amz-checksum-crc32:NhCmhg==\r\nx-amz-trailer-signature:00\r\n\r\n";
        String answer = put(
                "/wire/java",
                "x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER\r\n"
                        + "Content-Encoding: aws-chunked,gzip\r\nx-amz-decoded-content-length: 5\r\n",
                framed);

        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(get("/wire/java")).endsWith("\r\n\r\nhello").contains("Content-Encoding: gzip");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            HEADER                                                                       | CODE
            x-amz-checksum-crc32: NhCmhg==                                               | none
            x-amz-checksum-crc32: NhCmhA==                                               | BadDigest
            x-amz-checksum-crc32: x                                                      | InvalidRequest
            Content-MD5: XUFAKrxLKna5cZ2REBfFkg==                                        | none
            Content-MD5: XUFAKrxLKna5cZ2REBfFkA==                                        | BadDigest
            Content-MD5: hello                                                           | InvalidDigest
            x-amz-content-sha256: 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824 | none
            x-amz-content-sha256: 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9825 | XAmzContentSHA256Mismatch
            x-amz-storage-class: COLD                                                    | InvalidStorageClass
            If-None-Match: "x"                                                           | NotImplemented
            x-amz-acl: public-read                                                       | AccessControlListNotSupported
            """)
    void checksWhatComesAlong(String header, String code) throws IOException {
        String answer = put("/wire/checks", header + "\r\n", "hello");

        if (code.equals("none")) {
            assertThat(answer).startsWith("HTTP/1.1 200");
        } else {
            assertThat(answer).contains("<Code>" + code + "</Code>");
        }
    }

    /** SDKs for Java name their Region by themselves; other clients do not. */
    @Test
    void aBucketOutsideOfUsEast1NeedsItsRegion() throws IOException {
        String answer = send("PUT /unspecified HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n"
                + SIGNED.replace("us-east-1", "eu-west-1") + "\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains(
                        "<Code>IllegalLocationConstraintException</Code><Message>The unspecified location constraint is");
    }

    @Test
    void aBodyThatIsTooLongIsRefusedBeforeItIsSent() throws IOException {
        String answer = send(
                "PUT /wire/huge HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1073741824\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("<Code>EntityTooLarge</Code>")
                .doesNotContain(" 100 ");
    }

    @Test
    void anEmptyBodyIsInvitedToo() throws IOException {
        String answer = send("PUT /wire/empty HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 0\r\n"
                + "Connection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200");
    }

    @Test
    void aHeadTellsTheLengthAndSendsNothing() throws IOException {
        put("/wire/head", "", "hello");

        String found = send("HEAD /wire/head HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        String missing = send("HEAD /wire/none HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(found)
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("Content-Length: 5\r\n")
                .endsWith("\r\n\r\n");
        assertThat(missing).startsWith("HTTP/1.1 404").endsWith("\r\n\r\n");
    }

    @Test
    void namesOfHeadersAreWrittenAsAwsWritesThem() throws IOException {
        String put = put("/wire/case", "Cache-Control: no-store\r\nx-amz-meta-Who: me\r\n", "hello");

        assertThat(put).contains("\r\nETag: ", "\r\nx-amz-request-id: ").doesNotContain("etag: ");
        for (String method : new String[] {"GET", "HEAD"}) {
            assertThat(send(method
                            + " /wire/case HTTP/1.1\r\nHost: x\r\nRange: bytes=0-1\r\nConnection: close\r\n\r\n"))
                    .contains(
                            "\r\nETag: ",
                            "\r\nLast-Modified: ",
                            "\r\nContent-Type: ",
                            "\r\nContent-Length: 2",
                            "\r\nContent-Range: ",
                            "\r\nAccept-Ranges: ",
                            "\r\nCache-Control: no-store",
                            "\r\nx-amz-meta-who: me");
        }
    }

    @Test
    void theHostMayNameTheBucket() throws IOException {
        put("/wire/hosted", "", "hello");

        assertThat(send("GET /hosted HTTP/1.1\r\nHost: wire.localhost:4566\r\nConnection: close\r\n\r\n"))
                .endsWith("\r\n\r\nhello");
        assertThat(send("GET /hosted HTTP/1.1\r\nHost: wire.s3.us-east-1.amazonaws.com\r\nConnection: close\r\n\r\n"))
                .endsWith("\r\n\r\nhello");
    }

    /** Who answers what, where S3 has neighbours. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            REQUEST                   | SIGNED | ANSWER
            GET /                     | s3     | ListAllMyBucketsResult
            GET /                     | kms    | AccessDeniedException
            GET /                     | no     | AccessDeniedException
            GET /?x-id=ListBuckets    | no     | ListAllMyBucketsResult
            POST /                    | no     | AccessDeniedException
            PUT /                     | no     | AccessDeniedException
            PUT /                     | s3     | MethodNotAllowed
            GET /nobucket             | no     | NoSuchBucket
            GET /Bad_Bucket           | s3     | NoSuchBucket
            PUT /Bad_Bucket           | s3     | InvalidBucketName
            DELETE /wire?versioning   | s3     | MethodNotAllowed
            GET /wire?session         | s3     | NotImplemented
            GET /wire/x?retention     | s3     | NotImplemented
            OPTIONS /wire/x           | no     | Origin request header needed
            GET /_hydrant/nothing     | no     | There is no control call
            """)
    void theNeighboursKeepTheirRequests(String request, String signed, String answer) throws IOException {
        String signature = signed.equals("no") ? "" : SIGNED.replace("/s3/", "/" + signed + "/");

        assertThat(send(request + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n" + signature
                        + "\r\n"))
                .contains(answer);
    }

    private static String put(String path, String headers, String body) throws IOException {
        return send("PUT " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + body.length()
                + "\r\n" + headers + "\r\n" + body);
    }

    private static String get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }

    /** Sends the bytes and reads until the server hangs up. */
    private static String send(String bytes) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), hydrant.endpoint().getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            in.transferTo(answer);
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
    }
}

package io.hydrant.it;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.hydrant.Hydrant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bodies in the framing {@code aws-chunked} that are not what their headers announce, byte by byte, for objects and for parts. The
 * answers were seen on AWS by OpenStack Swift and by Versity; ours are those with bytes behind the end.
 */
class S3ChunkedIT {
    private static final String SIGNATURE = "0123456789abcdef".repeat(4);
    private static final Pattern CODE = Pattern.compile("<Code>(.*)</Code><Message>(.*)</Message>");

    private static Hydrant hydrant;
    private static String uploadId;

    @BeforeAll
    static void start() throws IOException {
        hydrant = Hydrant.start();
        exchange("PUT /chunked", "");
        String answer = exchange("POST /chunked/part?uploads", "").body();
        uploadId = answer.substring(answer.indexOf("<UploadId>") + 10, answer.indexOf("</UploadId>"));
    }

    @AfterAll
    static void stop() {
        hydrant.close();
    }

    /** {@code ~} ends a line, {@code ^} is a carriage return, {@code $} a line feed, {@code S} a signature. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            FORM                    | ANNOUNCED              | FRAMED                                       | ANSWER
            unsigned                | -                      | 5~hello~0~~                                  | 200
            unsigned                | -                      | 5~hello~0~                                   | 200
            unsigned                | -                      | 5~hello~0~~~~                                | 200
            unsigned                | -                      | 00005~hello~0~~                              | 200
            unsigned                | x-amz-checksum-crc32   | 5~hello~0~x-amz-checksum-crc32:NhCmhg==~~    | 200
            unsigned                | x-amz-checksum-crc32,  | 5~hello~0~x-amz-checksum-crc32: NhCmhg== ~   | 200
            unsigned                | X-Amz-Checksum-CRC32   | 5~hello~0~X-AMZ-checksum-crc32:NhCmhg==~~    | 200
            unsigned                | x-amz-checksum-crc32   | 5~hello~0~x-amz-checksum-crc32:AAAAAA==~x-amz-checksum-crc32:NhCmhg==~~ | 200
            undeclared              | x-amz-checksum-crc32   | 5~hello~0~x-amz-checksum-crc32:NhCmhg==~~    | 200
            signed                  | -                      | 5;chunk-signature=S~hello~0;chunk-signature=S~~ | 200
            signed                  | -                      | 5 ; chunk-signature = S ~hello~0;chunk-signature=S~ | 200
            signed trailer          | x-amz-checksum-crc32   | 5;chunk-signature=S~hello~0;chunk-signature=S~x-amz-checksum-crc32:NhCmhg==~x-amz-trailer-signature:S~~ | 200
            signed trailer          | -                      | 5;chunk-signature=S~hello~0;chunk-signature=S~~ | 200
            unsigned                | x-amz-checksum-crc32   | 5~hello~0~~                                  | 400 MalformedTrailerError
            unsigned                | x-amz-checksum-crc32   | 5~hello~0~                                   | 400 MalformedTrailerError
            unsigned                | x-amz-checksum-crc32   | 5~hello~0~~x-amz-checksum-crc32:NhCmhg==~    | 400 MalformedTrailerError
            unsigned                | x-amz-checksum-crc32c  | 5~hello~0~x-amz-checksum-crc32:NhCmhg==~~    | 400 MalformedTrailerError
            unsigned                | x-amz-checksum-crc32   | 5~hello~0~x-amz-checksum-crc32:NhCmhg==~bonus:1~~ | 400 MalformedTrailerError
            unsigned                | -                      | 5~hello~0~x-amz-checksum-crc32:NhCmhg==~~    | 400 MalformedTrailerError
            unsigned                | x-amz-checksum-crc32   | 5~hello~0~:NhCmhg==~~                        | 400 MalformedTrailerError
            unsigned                | x-amz-checksum-crc32   | 5~hello~0~x-amz-checksum-crc32NhCmhg==~~     | 400 MalformedTrailerError
            unsigned                | -                      | 5~hello~0~~junk                              | 400 MalformedTrailerError
            unsigned                | x-amz-checksum-crc32   | 5~hello~0~x-amz-checksum-crc32:NhCmhg==~~junk | 400 MalformedTrailerError
            unsigned                | x-amz-checksum-crc32   | 5~hello~0~x-amz-checksum-crc32:NhCmhg==~~bonus:1~~ | 400 MalformedTrailerError
            signed                  | -                      | 5;chunk-signature=S~hello~0;chunk-signature=S~~junk | 400 MalformedTrailerError
            signed trailer          | x-amz-checksum-crc32   | 5;chunk-signature=S~hello~0;chunk-signature=S~~ | 400 MalformedTrailerError
            plain                   | x-amz-checksum-crc32   | hello                                        | 400 MalformedTrailerError
            unsigned                | x-amz-checksum-crc32   | 5~hello~0~x-amz-checksum-crc32:AAAAAA==~~    | 400 BadDigest
            unsigned                | x-amz-checksum-crc32   | 5~hello~0~x-amz-checksum-crc32:NhCmhg==~x-amz-checksum-crc32:AAAAAA==~~ | 400 BadDigest
            unsigned                | x-amz-checksum-crc32   | 5~hello~0~x-amz-checksum-crc32:no~~          | 400 InvalidRequest
            unsigned                | x-amz-checksum-bad     | 5~hello~0~x-amz-checksum-bad:NhCmhg==~~      | 400 InvalidRequest
            unsigned                | content-md5            | 5~hello~0~content-md5:x~~                    | 400 InvalidRequest
            unsigned                | ,x-amz-checksum-crc32  | 5~hello~0~x-amz-checksum-crc32:NhCmhg==~~    | 400 InvalidRequest
            unsigned                | x-amz-checksum-crc32, x-amz-foo | 5~hello~0~x-amz-checksum-crc32:NhCmhg==~~ | 400 InvalidRequest
            unsigned                | x-amz-checksum-crc32, x-amz-checksum-sha1 | 5~hello~0~x-amz-checksum-crc32:NhCmhg==~~ | 400 InvalidRequest
            unsigned                | -                      | 5~hello~                                     | 400 IncompleteBody
            unsigned                | -                      | 5~hello~0~^                                  | 400 IncompleteBody
            unsigned                | -                      | 5~hel                                        | 400 IncompleteBody
            unsigned                | -                      | 5$hello$0$$                                  | 400 IncompleteBody
            unsigned                | -                      | 5^hello^0^^                                  | 400 IncompleteBody
            unsigned                | -                      | 3~hello~0~~                                  | 400 IncompleteBody
            unsigned                | -                      | hello                                        | 400 IncompleteBody
            unsigned                | -                      | x~hello~0~~                                  | 400 IncompleteBody
            unsigned                | -                      | 0x5~hello~0~~                                | 400 IncompleteBody
            unsigned                | -                      | +5~hello~0~~                                 | 400 IncompleteBody
            unsigned                | -                      | -5~hello~0~~                                 | 400 IncompleteBody
            unsigned                | -                      | ffffffffff~hello~0~~                         | 400 IncompleteBody
            unsigned                | -                      | ~hello~0~~                                   | 400 IncompleteBody
            unsigned                | -                      | 4~hell~0~~                                   | 400 IncompleteBody
            unsigned                | -                      | 6~hello!~0~~                                 | 400 IncompleteBody
            unsigned                | -                      | 4~hell~0~~1~o~0~~                            | 400 IncompleteBody
            unsigned                | x-amz-checksum-crc32   | 5~hello~0~x-amz-checksum-crc32:NhCmhg==      | 400 IncompleteBody
            unsigned                | x-amz-checksum-crc32   | 5~hello~0~x-amz-checksum-crc32:NhCmhg==$     | 400 IncompleteBody
            signed                  | -                      | 5~hello~0~~                                  | 400 IncompleteBody
            signed                  | -                      | 5;chunk-signature=~hello~0;chunk-signature=~~ | 400 IncompleteBody
            signed                  | -                      | 5;chunk-signature=S;extra=1~hello~0;chunk-signature=S~~ | 400 IncompleteBody
            signed trailer          | x-amz-checksum-crc32   | 5;chunk-signature=S~hello~0;chunk-signature=S~x-amz-checksum-crc32:NhCmhg==~~ | 400 IncompleteBody
            signed trailer          | -                      | 5;chunk-signature=S~hello~0;chunk-signature=S~x-amz-trailer-signature:S~~ | 400 IncompleteBody
            signed                  | -                      | 5;chunk-signature=invalid~hello~0;chunk-signature=S~~ | 403 SignatureDoesNotMatch
            signed                  | -                      | 5;chunk-signature=S~hello~0;chunk-signature=SS~~ | 403 SignatureDoesNotMatch
            signed                  | -                      | 5;extra=1;chunk-signature=S~hello~0;chunk-signature=S~~ | 403 SignatureDoesNotMatch
            signed trailer          | x-amz-checksum-crc32   | 5;chunk-signature=S~hello~0;chunk-signature=S~x-amz-checksum-crc32:NhCmhg==~x-amz-trailer-signature:00~~ | 403 SignatureDoesNotMatch
            unsigned                | -                      | 3~hel~2~lo~0~~                               | 403 InvalidChunkSizeError
            STREAMING-FOO           | -                      | 5~hello~0~~                                  | 400 InvalidArgument
            """)
    void takesWhatIsFramedAsAnnouncedAndRefusesTheRest(String form, String announced, String framed, String answer)
            throws IOException {
        String body = framed.replace("~", "\r\n")
                .replace('^', '\r')
                .replace('$', '\n')
                .replace("S", SIGNATURE);
        String headers = form(form) + (announced.equals("-") ? "" : "x-amz-trailer: " + announced + "\r\n");
        exchange("DELETE /chunked/object", "");

        RawHttp.Answer object = put("/chunked/object", headers + "x-amz-decoded-content-length: 5", body);
        RawHttp.Answer part = put(
                "/chunked/part?partNumber=1&uploadId=" + uploadId, headers + "x-amz-decoded-content-length: 5", body);

        assertThat(code(object)).isEqualTo(answer);
        assertThat(code(part)).isEqualTo(answer);
        assertThat(exchange("GET /chunked/object", "").body())
                .matches(stored -> answer.equals("200") == stored.equals("hello"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            LENGTH                            | ANSWER
            -                                 | 411 MissingContentLength
            x-amz-decoded-content-length: x   | 411 MissingContentLength
            x-amz-decoded-content-length: -5  | 411 MissingContentLength
            x-amz-decoded-content-length: 4   | 400 IncompleteBody
            x-amz-decoded-content-length: 6   | 400 IncompleteBody
            x-amz-decoded-content-length: 999999999999 | 400 IncompleteBody
            """)
    void theLengthOfThePayloadIsAnnouncedAndKept(String length, String answer) throws IOException {
        String headers = form("unsigned") + (length.equals("-") ? "x-foo: 1" : length);

        RawHttp.Answer refused = put("/chunked/length", headers, "5\r\nhello\r\n0\r\n\r\n");

        assertThat(code(refused)).isEqualTo(answer);
        if (answer.endsWith("IncompleteBody")) {
            assertThat(refused.body())
                    .contains("<NumberBytesProvided>5</NumberBytesProvided>", "<NumberBytesExpected>");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            HEADERS                                                        | TEXT
            x-amz-checksum-crc32: NhCmhg==~x-amz-checksum-sha256: x        | Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.
            x-amz-checksum-crc32: NhCmhg==~x-amz-trailer: x-amz-checksum-crc32 | Expecting a single x-amz-checksum- header
            x-amz-sdk-checksum-algorithm: CRC32                            | x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.
            x-amz-sdk-checksum-algorithm: SHA1~x-amz-checksum-crc32: NhCmhg== | Value for x-amz-sdk-checksum-algorithm header is invalid.
            x-amz-checksum-bad: NhCmhg==                                   | The algorithm type you specified in x-amz-checksum- header is invalid.
            x-amz-checksum-crc32: NhCmhh==                                 | Value for x-amz-checksum-crc32 header is invalid.
            x-amz-checksum-crc32: bad                                      | Value for x-amz-checksum-crc32 header is invalid.
            """)
    void onlyOneChecksumComesAlong(String headers, String text) throws IOException {
        RawHttp.Answer refused = put("/chunked/sums", headers.replace("~", "\r\n"), "hello");

        assertThat(code(refused)).isEqualTo("400 InvalidRequest");
        assertThat(refused.body()).contains("<Message>" + text + "</Message>");
    }

    /** AWS names the chunk behind the one that is too small. */
    @Test
    void onlyTheLastChunkMayBeSmall() throws IOException {
        String large = "2000\r\n" + "x".repeat(0x2000) + "\r\n";
        String headers = form("unsigned") + "x-amz-decoded-content-length: ";

        assertThat(code(put("/chunked/sizes", headers + (2 * 0x2000 + 1), large + large + "1\r\nx\r\n0\r\n\r\n")))
                .isEqualTo("200");
        assertThat(put("/chunked/sizes", headers + (2 * 0x2000 + 1), large + "1\r\nx\r\n" + large + "0\r\n\r\n")
                        .body())
                .contains("<Chunk>3</Chunk>", "<BadChunkSize>1</BadChunkSize>");
    }

    /** A payload that is hashed as a whole has no framing, whatever its encoding says: seen on AWS by OpenStack Swift. */
    @Test
    void aHashedBodyIsTakenAsItIs() throws IOException {
        RawHttp.Answer stored = put(
                "/chunked/hashed",
                "Content-Encoding: aws-chunked\r\nx-amz-content-sha256: "
                        + "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
                "hello");

        assertThat(code(stored)).isEqualTo("200");
        assertThat(exchange("GET /chunked/hashed", "").body()).isEqualTo("hello");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            SENT                   | KEPT
            aws-chunked            | -
            aws-chunked,gzip       | gzip
            foo, aws-chunked, bar  | foo, bar
            foo,bar                | foo,bar
            """)
    void theFramingIsNoEncodingOfTheObject(String sent, String kept) throws IOException {
        put(
                "/chunked/encoded",
                form("unsigned") + "Content-Encoding: " + sent + "\r\nx-amz-decoded-content-length: 5",
                "5\r\nhello\r\n0\r\n\r\n");

        String head = exchange("GET /chunked/encoded", "").head().toLowerCase(Locale.ROOT);

        assertThat(head.contains("content-encoding")).isEqualTo(!kept.equals("-"));
        assertThat(head.contains("content-encoding: " + kept + "\r\n")).isEqualTo(!kept.equals("-"));
    }

    /** The hashes of CompleteMultipartUpload are of its document, its checksums are not: seen on AWS by OpenStack Swift. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            HEADER                                                                                  | ANSWER
            Content-MD5: 1B2M2Y8AsgTpgAmY7PhCfg==                                                   | 400 BadDigest
            Content-MD5: no                                                                         | 400 InvalidDigest
            x-amz-content-sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  | 400 XAmzContentSHA256Mismatch
            x-amz-checksum-crc32: AAAAAA==                                                          | 200
            """)
    void aListOfPartsIsHeldAgainstItsHashes(String header, String answer) throws IOException {
        String answered = exchange("POST /chunked/listed?uploads", "").body();
        String id = answered.substring(answered.indexOf("<UploadId>") + 10, answered.indexOf("</UploadId>"));
        String path = "/chunked/listed?uploadId=" + id;
        exchange("PUT " + path + "&partNumber=1", "hello");
        String list = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber>"
                + "<ETag>5d41402abc4b2a76b9719d911017c592</ETag></Part></CompleteMultipartUpload>";

        assertThat(code(exchange("POST " + path + " HTTP/1.1\r\n" + header, list)))
                .isEqualTo(answer);
    }

    @Test
    void aCopyHasNoRange() throws IOException {
        put("/chunked/source", "x-foo: 1", "hello");

        assertThat(code(put("/chunked/copy", "x-amz-copy-source: /chunked/source\r\nRange: bytes=0-2", "")))
                .isEqualTo("400 InvalidArgument");
    }

    private static String form(String form) {
        return switch (form) {
            case "plain" -> "";
            case "undeclared" -> "Content-Encoding: aws-chunked\r\n";
            case "unsigned" -> "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER\r\n";
            case "signed" -> "x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD\r\n";
            case "signed trailer" -> "x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER\r\n";
            default -> "x-amz-content-sha256: " + form + "\r\n";
        };
    }

    private static RawHttp.Answer put(String path, String headers, String body) throws IOException {
        return exchange("PUT " + path + " HTTP/1.1\r\n" + headers, body);
    }

    private static RawHttp.Answer exchange(String head, String body) throws IOException {
        return RawHttp.exchange(hydrant.endpoint(), head, body.getBytes(ISO_8859_1));
    }

    /** Status and code of a refusal; 200 for none. */
    private static String code(RawHttp.Answer answer) {
        Matcher matcher = CODE.matcher(answer.body());
        return answer.status() + (matcher.find() ? " " + matcher.group(1) : "");
    }
}

package io.hydrant.service.s3.embedded.api.wire;

import io.hydrant.aws.AwsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AwsChunkedTest {
    private static final String SIGNATURE = "0123456789abcdef".repeat(4);

    /** {@code ~} stands for the end of a line, {@code S} for a signature. The first two rows were captured from SDKs. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            FRAMED                                                                            | PAYLOAD  | CRC32
            6~hello!~0~x-amz-checksum-crc32:NjowIA==~~                                         | hello!   | NjowIA==
            5;S~hello~0;S~x-amz-checksum-crc32:NhCmhg==~x-amz-trailer-signature:00~~           | hello    | NhCmhg==
            5;S~hello~0;S~~                                                                   | hello    | none
            0;S~~                                                                             | ''       | none
            A~0123456789~0~~                                                                  | 0123456789 | none
            a~0123456789~0~~                                                                  | 0123456789 | none
            5~hello~0~X-Amz-Checksum-Crc32: NhCmhg== ~~                                       | hello    | NhCmhg==
            """)
    void takesTheFramingOff(String framed, String payload, String checksum) {
        ChunkForm form = framed.contains("S~") ? ChunkForm.SIGNED_WITH_TRAILER : ChunkForm.UNSIGNED;
        byte[] body = framed.replace("~", "\r\n")
                .replace(";S", ";chunk-signature=" + SIGNATURE)
                .getBytes(ISO_8859_1);

        AwsChunked.Decoded decoded = AwsChunked.decode(form, body, payload.length());

        assertThat(new String(decoded.payload(), ISO_8859_1)).isEqualTo(payload);
        assertThat(decoded.trailers().getOrDefault("x-amz-checksum-crc32", "none"))
                .isEqualTo(checksum);
        assertThat(decoded.junk()).isFalse();
    }

    /** A signature of a key pair is filled up with stars. */
    @Test
    void looksAtTheShapeOfSignatures() {
        assertThat(ChunkForm.SIGNED.isSignature(SIGNATURE)).isTrue();
        assertThat(ChunkForm.SIGNED.isSignature(SIGNATURE + "**")).isFalse();
        assertThat(ChunkForm.SIGNED_BY_KEY_PAIR.isSignature("30" + SIGNATURE + SIGNATURE + "**"))
                .isTrue();
        assertThat(ChunkForm.SIGNED_BY_KEY_PAIR.isSignature("invalid")).isFalse();
    }

    /** A body of trailers, or of one line, costs no more memory than its bytes. */
    @Test
    void boundsLinesAndTrailers() {
        StringBuilder many = new StringBuilder("0\r\n");
        for (int i = 0; i < 100; i++) {
            many.append(i).append(":1\r\n");
        }

        assertThatThrownBy(() -> decode(many.toString(), 0)).hasMessageContaining("trailing data");
        assertThatThrownBy(() -> decode("0".repeat(20_000) + "\r\n\r\n", 0)).hasMessageContaining("terminated");
        assertThatThrownBy(() -> decode("0\r\na:" + "0".repeat(20_000) + "\r\n\r\n", 0))
                .hasMessageContaining("terminated");
    }

    @Test
    void aWrongHintDoesNoHarm() {
        assertThat(decode("5\r\nhello\r\n0\r\n\r\n", 1_000_000_000).payload()).hasSize(5);
        assertThat(decode("5\r\nhello\r\n0\r\n\r\n", -1).payload()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "5\r\nhel",
                "5\r\nhello",
                "5\r\nhello\r\n",
                "5\r\nhelloXX0\r\n\r\n",
                "x\r\n\r\n",
                "-1\r\n\r\n",
                "FFFFFFFFFF\r\n\r\n",
                "7fffffff\r\nhello\r\n0\r\n\r\n"
            })
    void refusesWhatIsCutOffOrMalformed(String framed) {
        assertThatThrownBy(() -> decode(framed, 5))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.error().code()).isEqualTo("IncompleteBody"));
    }

    private static AwsChunked.Decoded decode(String framed, int hint) {
        return AwsChunked.decode(ChunkForm.UNSIGNED, framed.getBytes(ISO_8859_1), hint);
    }
}

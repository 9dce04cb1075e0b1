package io.hydrant.http.client;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SentBodyTest {
    private static final byte[] BYTES = bytes(200_000);

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        return bytes;
    }

    @Test
    void aRequestWithoutABodyHasNoBytes() {
        assertThat(SentBody.of(Optional.empty()).exact()).isEmpty();
        assertThat(SentBody.of(Optional.of(BodyPublishers.noBody())).exact()).isEmpty();
    }

    @Test
    void anArrayThatIsSentIsNotCopied() {
        SentBody sent = SentBody.of(Optional.of(new BytesBody(BYTES, 150_000)));

        assertThat(sent.bytes()).isSameAs(BYTES);
        assertThat(sent.exact()).isEqualTo(Arrays.copyOf(BYTES, 150_000));
    }

    @Test
    void piecesBecomeOneArray() {
        BodyPieces pieces = new BodyPieces(BYTES.length);
        pieces.add(BYTES, 0, BYTES.length);

        assertThat(SentBody.of(Optional.of(pieces)).exact()).isEqualTo(BYTES);
    }

    @Test
    void aBodyWhoseLengthNobodyKnowsIsReadToItsEnd() {
        SentBody sent = SentBody.of(Optional.of(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(BYTES))));

        assertThat(ByteBuffer.wrap(sent.bytes(), 0, sent.length())).isEqualTo(ByteBuffer.wrap(BYTES));
    }
}

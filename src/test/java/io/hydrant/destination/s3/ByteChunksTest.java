package io.hydrant.destination.s3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

import io.hydrant.service.s3.ObjectBody;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ByteChunksTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1000, 5_000_000, 20_000_000})
    void keepsEveryByteWhateverWasExpected(long expected) throws IOException {
        byte[] data = new byte[9_999_999];
        new Random(1).nextBytes(data);
        ByteChunks chunks = new ByteChunks(expected);

        for (int at = 0, size = 1; at < data.length; at += size, size = size * 3 % 70_001) {
            chunks.write(data, at, Math.min(size, data.length - at));
        }
        chunks.write(300);

        ObjectBody body = chunks.body();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        body.writeTo(read);
        assertThat(read.size()).isEqualTo(10_000_000);
        assertThat(Arrays.equals(read.toByteArray(), 0, data.length, data, 0, data.length))
                .isTrue();
        assertThat(read.toByteArray()[data.length]).isEqualTo((byte) 300);
        assertThat(body.length()).isEqualTo(10_000_000);
        assertThat(chunks.length()).isEqualTo(10_000_000);
        assertThat(body.parts()).allMatch(part -> part.length > 0 && part.length <= 1 << 22);
    }
}

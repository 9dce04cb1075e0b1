package io.hydrant.http.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Flow;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

class BytesBodyTest {
    /** Reads so many slices at a time, and asks for the next while it is given the last of them. */
    private static final class Reader implements Flow.Subscriber<ByteBuffer> {
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private final long atOnce;
        private Flow.@Nullable Subscription subscription;
        private long left;
        private int ends;

        Reader(long atOnce) {
            this.atOnce = atOnce;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            left = atOnce;
            given.request(atOnce);
        }

        @Override
        public void onNext(ByteBuffer slice) {
            assertThat(ends).isZero();
            assertThat(left--).isPositive();
            byte[] bytes = new byte[slice.remaining()];
            slice.get(bytes);
            read.writeBytes(bytes);
            if (left == 0) {
                left = atOnce;
                requireNonNull(subscription).request(atOnce);
            }
        }

        @Override
        public void onError(Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void onComplete() {
            ends++;
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "65536, 1", "65537, 1", "1000000, 1", "1000000, 3", "1000000, 9223372036854775807"})
    void everyReaderGetsTheBytesAndTheEndOnce(int length, long atOnce) {
        byte[] bytes = new byte[length + 10];
        new Random(1).nextBytes(bytes);
        BytesBody body = new BytesBody(bytes, length);

        assertThat(body.contentLength()).isEqualTo(length);
        for (int again = 0; again < 2; again++) {
            Reader reader = new Reader(atOnce);
            body.subscribe(reader);

            assertThat(reader.read.toByteArray()).isEqualTo(Arrays.copyOf(bytes, length));
            assertThat(reader.ends).isEqualTo(1);
        }
    }
}

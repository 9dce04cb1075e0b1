package io.hydrant.http.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Flow;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BodyPiecesTest {
    /** Asks for so many pieces at once, within the call that brings one. */
    private static class Reader implements Flow.Subscriber<ByteBuffer> {
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private final long atOnce;
        private Flow.@Nullable Subscription subscription;
        private long asked;
        private int pieces;
        private int ends;

        Reader(long atOnce) {
            this.atOnce = atOnce;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            ask();
        }

        Flow.Subscription subscription() {
            return Objects.requireNonNull(subscription);
        }

        private void ask() {
            asked = atOnce;
            subscription().request(atOnce);
        }

        @Override
        public void onNext(ByteBuffer piece) {
            byte[] bytes = new byte[piece.remaining()];
            piece.get(bytes);
            read.writeBytes(bytes);
            pieces++;
            asked--;
            if (asked == 0) {
                ask();
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

    private static BodyPieces body(byte[] bytes, int part) {
        BodyPieces body = new BodyPieces(bytes.length);
        for (int at = 0; at < bytes.length; at += part) {
            body.add(bytes, at, Math.min(part, bytes.length - at));
        }
        return body;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 65_535, 65_536, 65_537, 131_072, 300_000})
    void theBytesComeAsTheyWereAdded(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        BodyPieces body = body(bytes, 999);

        assertThat(body.contentLength()).isEqualTo(size);
        for (long atOnce : new long[] {1, 2, Long.MAX_VALUE}) {
            Reader reader = new Reader(atOnce);
            body.subscribe(reader);
            assertThat(reader.read.toByteArray()).isEqualTo(bytes);
            assertThat(reader.ends).isEqualTo(1);
        }
    }

    @Test
    void nothingComesAfterACancellation() {
        Reader reader = new Reader(1) {
            @Override
            public void onNext(ByteBuffer piece) {
                subscription().cancel();
                super.onNext(piece);
            }
        };
        body(new byte[300_000], 1000).subscribe(reader);

        assertThat(reader.pieces).isEqualTo(1);
        assertThat(reader.ends).isZero();
    }
}

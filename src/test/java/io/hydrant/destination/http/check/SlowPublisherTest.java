package io.hydrant.destination.http.check;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;

import io.hydrant.time.VirtualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SlowPublisherTest {
    private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-04T05:06:07Z"));
    private final Reader reader = new Reader();

    /** Asks for one piece after the other. */
    private static final class Reader implements Flow.Subscriber<ByteBuffer> {
        private final List<String> read = new ArrayList<>();
        private Flow.@Nullable Subscription subscription;
        private boolean complete;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(1);
        }

        @Override
        public void onNext(ByteBuffer piece) {
            read.add(StandardCharsets.UTF_8.decode(piece).toString());
            subscription().request(1);
        }

        @Override
        public void onError(Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void onComplete() {
            complete = true;
        }

        Flow.Subscription subscription() {
            return java.util.Objects.requireNonNull(subscription);
        }
    }

    private SlowPublisher publisher(String body, int pieces) {
        return new SlowPublisher(BodyPublishers.ofString(body), pieces, Duration.ofSeconds(1), time, time);
    }

    @Test
    void eachPieceComesAfterAPause() {
        publisher("abcdefgh", 3).subscribe(reader);

        assertThat(reader.read).isEmpty();
        time.advance(Duration.ofSeconds(1));
        assertThat(reader.read).containsExactly("ab");
        time.advance(Duration.ofSeconds(1));
        assertThat(reader.read).containsExactly("ab", "cde");
        assertThat(reader.complete).isFalse();
        time.advance(Duration.ofSeconds(1));
        assertThat(reader.read).containsExactly("ab", "cde", "fgh");
        assertThat(reader.complete).isTrue();
        assertThat(time.pending()).isEmpty();
    }

    @Test
    void theLengthIsKnownFromTheBeginning() {
        assertThat(publisher("abcdefgh", 3).contentLength()).isEqualTo(8);
    }

    @Test
    void nothingComesOnceTheRequestIsCancelled() {
        publisher("abcdefgh", 3).subscribe(reader);
        time.advance(Duration.ofSeconds(1));

        reader.subscription().cancel();
        time.advance(Duration.ofMinutes(1));

        assertThat(reader.read).containsExactly("ab");
        assertThat(reader.complete).isFalse();
    }
}

package io.hydrant.http.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * The body of a request that is about to be sent. Its bytes may be those of the sender: they stay as they are until the request is
 * answered.
 *
 * @param bytes the body, and perhaps more behind it
 * @param length how many of the bytes are the body
 */
public record SentBody(byte[] bytes, int length) {
    /** Reads a body; empty for a request without one. */
    public static SentBody of(Optional<BodyPublisher> body) {
        if (body.isEmpty() || body.get().contentLength() == 0) {
            return new SentBody(new byte[0], 0);
        }
        return body.get() instanceof BytesBody given ? given.sent() : new Reader().read(body.get());
    }

    /** An array of nothing but the body. */
    public byte[] exact() {
        return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Without the bytes. */
    @Override
    public String toString() {
        return "SentBody[" + length + " bytes]";
    }

    /** Collects what a publisher hands out. A publisher that knows its length needs one array. */
    private static final class Reader implements Flow.Subscriber<ByteBuffer> {
        private final CompletableFuture<SentBody> whole = new CompletableFuture<>();
        private byte[] bytes = {};
        private int length;

        SentBody read(BodyPublisher body) {
            bytes = new byte[(int) Math.max(0, body.contentLength())];
            body.subscribe(this);
            return whole.join();
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer part) {
            int more = part.remaining();
            if (bytes.length - length < more) {
                bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
            }
            part.get(bytes, length, more);
            length += more;
        }

        @Override
        public void onError(Throwable failure) {
            whole.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            whole.complete(new SentBody(bytes, length));
        }
    }
}

package io.hydrant.http.client;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Reads the body of a request that is about to be sent. */
public final class SentBody implements Flow.Subscriber<ByteBuffer> {
    private final ByteArrayOutputStream bytes;
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

    private SentBody(int size) {
        this.bytes = new ByteArrayOutputStream(size);
    }

    /** All bytes; none for a request without a body. */
    public static byte[] of(Optional<BodyPublisher> body) {
        if (body.isEmpty() || body.get().contentLength() == 0) {
            return new byte[0];
        }
        SentBody reader = new SentBody((int) Math.max(0, body.get().contentLength()));
        body.get().subscribe(reader);
        return reader.whole.join();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer part) {
        byte[] copy = new byte[part.remaining()];
        part.get(copy);
        bytes.writeBytes(copy);
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(bytes.toByteArray());
    }
}

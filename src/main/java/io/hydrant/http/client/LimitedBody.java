package io.hydrant.http.client;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

import org.jspecify.annotations.Nullable;

/** Reads the body of an answer, and stops reading when it is too large. */
final class LimitedBody implements BodySubscriber<LimitedBody.Read> {
    private static final int SMALLEST = 32;

    private final CompletableFuture<Read> result = new CompletableFuture<>();
    private final int largest;
    private final Executor reader;
    private final Bytes bytes;
    private Flow.@Nullable Subscription subscription;

    /** @param reader runs what begins to read */
    LimitedBody(int largest, HttpHeaders headers, Executor reader) {
        this.largest = largest;
        this.reader = reader;
        long told = headers.firstValueAsLong("Content-Length").orElse(SMALLEST);
        this.bytes = new Bytes((int) Math.max(SMALLEST, Math.min(told, largest)));
    }

    /** What was read; {@code cutOff} when there was more. */
    record Read(byte[] bytes, boolean cutOff) {}

    @Override
    public CompletionStage<Read> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        reader.execute(() -> given.request(Long.MAX_VALUE));
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (result.isDone()) {
                continue;
            }
            bytes.add(buffer);
            if (bytes.size() > largest) {
                result.complete(new Read(bytes.all(), true));
                cancel();
            }
        }
    }

    private void cancel() {
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }

    @Override
    public void onError(Throwable failure) {
        result.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        result.complete(new Read(bytes.all(), false));
    }

    /** Bytes that are not copied when they are as many as the answer announced. */
    private static final class Bytes {
        private byte[] bytes;
        private int count;

        Bytes(int size) {
            bytes = new byte[size];
        }

        void add(ByteBuffer buffer) {
            int added = buffer.remaining();
            if (count + added > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, count + added));
            }
            buffer.get(bytes, count, added);
            count += added;
        }

        int size() {
            return count;
        }

        byte[] all() {
            return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
        }
    }
}

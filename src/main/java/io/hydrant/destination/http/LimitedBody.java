package io.hydrant.destination.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

import org.jspecify.annotations.Nullable;

/** Reads the body of an answer, and stops reading when it is too large. */
final class LimitedBody implements BodySubscriber<LimitedBody.Read> {
    private final CompletableFuture<Read> result = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;

    /** What was read; {@code cutOff} when there was more. */
    record Read(byte[] bytes, boolean cutOff) {}

    @Override
    public CompletionStage<Read> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] part = new byte[buffer.remaining()];
            buffer.get(part);
            if (result.isDone()) {
                continue;
            }
            bytes.writeBytes(part);
            if (bytes.size() > Answer.LARGEST) {
                result.complete(new Read(bytes.toByteArray(), true));
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
        result.complete(new Read(bytes.toByteArray(), false));
    }
}

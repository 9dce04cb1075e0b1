package io.hydrant.server.link;

import java.util.concurrent.CompletableFuture;

import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** A call to another node. For the I/O thread of its link, but for {@link #answer}. */
final class SentCall implements Frame {
    private final HttpRequest request;
    private final CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
    private @Nullable Link link;
    private int id;
    private long position = Long.MAX_VALUE;

    SentCall(HttpRequest request) {
        this.request = request;
    }

    CompletableFuture<HttpResponse> answer() {
        return answer;
    }

    void goesBy(Link way, int number) {
        link = way;
        id = number;
    }

    /** Its client has gone. */
    void cancelled() {
        Link way = link;
        if (way != null) {
            way.cancel(this);
        }
    }

    @Override
    public Kind kind() {
        return Kind.CALL;
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public byte[] head() {
        return Heads.of(request.head());
    }

    @Override
    public byte[] body() {
        return request.body();
    }

    @Override
    public void begins(long first) {
        position = first;
    }

    /** @param written how many bytes its connection has taken, or may have */
    void lost(long written) {
        answer.completeExceptionally(new LostCallException(position < written));
    }
}

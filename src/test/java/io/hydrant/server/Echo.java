package io.hydrant.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.hydrant.http.HttpEndpoint;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.RequestHead;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Says what it was asked, on the thread that the path names. */
final class Echo implements HttpEndpoint {
    static final int LARGE = 8 * 1024 * 1024;

    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch gate = new CountDownLatch(1);
    final AtomicInteger answered = new AtomicInteger();

    @Override
    public boolean owns(RequestHead head) {
        return true;
    }

    @Override
    public long weight(RequestHead head, long length) {
        return switch (head.path()) {
            case "/fault" -> throw new IllegalStateException("on purpose");
            case "/used-up" -> throw new OutOfMemoryError("on purpose");
            default -> length;
        };
    }

    @Override
    public Optional<HttpResponse> answerAtOnce(HttpRequest request) {
        if (request.head().path().equals("/throw-at-once")) {
            throw new IllegalStateException("on purpose");
        }
        boolean later = List.of("/wait", "/throw-later", "/gate", "/large-later")
                .contains(request.head().path());
        return later ? Optional.empty() : Optional.of(answer(request));
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        answered.incrementAndGet();
        RequestHead head = request.head();
        return switch (head.path()) {
            case "/throw-later" -> throw new IllegalStateException("on purpose");
            case "/throw-owns" -> throw new AssertionError("on purpose");
            case "/nothing" -> new HttpResponse(204, Map.of(), new byte[0]);
            case "/bad-header" -> new HttpResponse(200, Map.of("X-Bad\r\n", "x"), new byte[1]);
            case "/object" -> new HttpResponse(200, Map.of("Content-Length", "12345"), new byte[0]);
            case "/size" -> text(Integer.toString(request.body().length));
            case "/large", "/large-later" -> text("l".repeat(LARGE));
            case "/gate" -> {
                entered.countDown();
                pass(gate);
                yield text("through");
            }
            default ->
                text(head.method() + ' ' + head.path() + " ?" + head.query() + ' '
                        + new String(request.body(), ISO_8859_1));
        };
    }

    private static void pass(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse text(String text) {
        return HttpResponse.of(200, "text/plain", text)
                .with("X-Thread", Thread.currentThread().getName());
    }
}

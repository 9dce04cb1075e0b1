package io.hydrant.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

import io.hydrant.http.HttpResponse;
import io.undertow.server.HttpServerExchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request that waits shortly for its answer, such as for a force of the disk. It is sent on the exchange's I/O thread. */
record ParkedAnswer(
        HttpServerExchange exchange,
        CompletableFuture<HttpResponse> answer,
        BiConsumer<@Nullable HttpResponse, @Nullable Throwable> ready) {
    private static final Logger log = LoggerFactory.getLogger(ParkedAnswer.class);

    /** Sends the answer when it is there. */
    void start() {
        CompletableFuture<?> unused = answer.whenComplete((done, failure) -> {
            try {
                exchange.getIoThread().execute(() -> ready.accept(done, failure));
            } catch (RejectedExecutionException e) {
                log.debug("The server has stopped", e);
            }
        });
    }
}

package io.hydrant.server;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.hydrant.http.HttpResponse;
import io.hydrant.http.NoAnswerException;
import io.undertow.server.HttpServerExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.Options;

/** Ends exchanges whose clients are to get no answer. */
final class Unanswered {
    private static final Logger log = LoggerFactory.getLogger(Unanswered.class);

    /** For how long a client is left without an answer before its connection is closed. */
    private static final long LONGEST_HANG_SECONDS = 60;

    private Unanswered() {}

    /**
     * Ends the exchange; runs once Undertow has let it go.
     *
     * @param waits what a stop of the server ends
     */
    static void end(HttpServerExchange exchange, NoAnswerException.Ending ending, Set<LaterAnswer> waits) {
        switch (ending) {
            case RESET -> reset(exchange);
            case CLOSE -> Answers.abort(exchange);
            case HANG -> hang(exchange, waits);
        }
    }

    private static void reset(HttpServerExchange exchange) {
        try {
            Boolean unused = exchange.getConnection().setOption(Options.CLOSE_ABORT, true);
        } catch (IOException e) {
            log.debug("The connection is gone already", e);
        }
        Answers.abort(exchange);
    }

    private static void hang(HttpServerExchange exchange, Set<LaterAnswer> waits) {
        CompletableFuture<HttpResponse> never = new CompletableFuture<>();
        LaterAnswer wait = new LaterAnswer(exchange, never, (answer, failure) -> {});
        waits.add(wait);
        CompletableFuture<?> unused = never.whenComplete((answer, failure) -> waits.remove(wait));
        wait.start();
        exchange.getIoThread().executeAfter(() -> never.cancel(true), LONGEST_HANG_SECONDS, TimeUnit.SECONDS);
    }
}

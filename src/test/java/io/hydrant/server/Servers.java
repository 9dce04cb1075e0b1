package io.hydrant.server;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import io.hydrant.http.HttpEndpoint;
import io.hydrant.http.Router;
import io.hydrant.http.WebPages;
import io.hydrant.memory.Share;

/** Servers of one endpoint on a free port, and waits for them. */
final class Servers {
    private static final Share UNBOUNDED = Share.unbounded("bodies");

    private Servers() {}

    static HttpServer start(HttpEndpoint endpoint, int maxBodyBytes) {
        return start(endpoint, maxBodyBytes, BodyReader.STALL_SECONDS, UNBOUNDED);
    }

    /** A server that ends a body which makes no progress for so long. */
    static HttpServer start(HttpEndpoint endpoint, int maxBodyBytes, long stallSeconds) {
        return start(endpoint, maxBodyBytes, stallSeconds, UNBOUNDED);
    }

    /** A server whose bodies take their room from {@code bodies}. */
    static HttpServer start(HttpEndpoint endpoint, int maxBodyBytes, Share bodies) {
        return start(endpoint, maxBodyBytes, BodyReader.STALL_SECONDS, bodies);
    }

    private static HttpServer start(HttpEndpoint endpoint, int maxBodyBytes, long stallSeconds, Share bodies) {
        Router router = new Router(List.of(), endpoint);
        HttpServer server = new HttpServer(
                "127.0.0.1", 0, router, WebPages.ofThisMachine(), maxBodyBytes, stallSeconds, bodies, Optional.empty());
        server.start();
        return server;
    }

    static void awaitNothingInFlight(HttpServer server) {
        await(() -> server.inFlight() == 0);
    }

    /** Waits until it is so. A time-out of the test ends the wait. */
    static void await(BooleanSupplier so) {
        while (!so.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }
}
